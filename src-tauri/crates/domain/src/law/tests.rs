use super::*;

#[test]
fn what_is_shipped_can_be_read() {
    let law = Law::shipped().unwrap();
    assert!(law.clashes.is_empty());
    assert_eq!(law.files.len(), RefTexts::shipped().iter().count());
}
