use rstest::rstest;

use super::*;
use crate::law::{RefText, shipped_once};

fn shipped() -> &'static Places {
    &shipped_once().places
}

#[test]
fn a_hundred_and_thirty_townships_and_six_zones() {
    assert_eq!((shipped().townships().count(), shipped().divisions().len()), (130, 136));
    let of = |kind| shipped().divisions().iter().filter(|d| d.kind == kind).count();
    let kinds = [DivisionKind::Street, DivisionKind::Town, DivisionKind::Township, DivisionKind::Zone];
    assert_eq!(kinds.map(of), [45, 61, 24, 6]);
}

#[rstest]
#[case("331002", 10)]
#[case("331003", 19)]
#[case("331004", 10)]
#[case("331022", 10)]
#[case("331023", 15)]
#[case("331024", 20)]
#[case("331081", 16)]
#[case("331082", 19)]
#[case("331083", 11)]
fn townships_of_a_county(#[case] office: &str, #[case] n: usize) {
    assert_eq!(shipped().townships().filter(|d| d.office() == office).count(), n);
}

#[test]
fn ten_procuratorates_one_above_nine() {
    assert_eq!(shipped().offices().len(), 10);
    let below = shipped().offices().iter().filter(|o| o.above.as_deref() == Some("331000"));
    assert_eq!(below.count(), 9);
    let city = shipped().office("331000").unwrap();
    assert_eq!(
        (city.name.as_str(), city.wording, city.above.as_ref()),
        ("台州市人民检察院", Wording::Verified, None)
    );
    assert_eq!(
        shipped().office("331081").map(|o| (o.place.as_str(), o.wording)),
        Some(("温岭市", Wording::Unverified))
    );
}

/// A bug: a desk could be founded, and an appeal assigned, under the code that 玉环 had until 2017, where no other desk looks.
#[test]
fn a_code_that_is_no_longer_used_names_no_office() {
    let today = shipped().office("331083").unwrap();
    assert_eq!((today.place.as_str(), today.former_code.as_deref()), ("玉环市", Some("331021")));
    assert_eq!(["331021", "331099", ""].map(|code| shipped().office(code)), [None; 3]);
}

#[test]
fn every_township_has_its_office_and_a_code_of_its_own() {
    let mut codes: Vec<_> = shipped().divisions().iter().map(|d| &d.code).collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 136);
    assert!(
        shipped()
            .divisions()
            .iter()
            .all(|d| shipped().office(d.office()).is_some_and(|o| o.place == d.county))
    );
}

#[test]
fn a_name_alone_does_not_tell_a_township() {
    let same = shipped().divisions().iter().filter(|d| d.name.starts_with("龙溪"));
    assert_eq!(same.map(|d| d.county.as_str()).collect::<Vec<_>>(), ["天台县", "玉环市"]);
}

#[test]
fn points_lie_inside_the_map() {
    let [west, south, east, north] = shipped().outlines().bounds;
    let with_point = shipped().divisions().iter().filter_map(|d| d.lon.zip(d.lat));
    // 鸡山乡 is an islet the outline leaves out; a tenth of a degree is room for it.
    let inside = |(lon, lat): (f64, f64)| {
        lon > west - 0.1 && lon < east + 0.1 && lat > south - 0.1 && lat < north + 0.1
    };
    assert_eq!(with_point.clone().count(), 117);
    assert!(with_point.into_iter().all(inside));
}

#[test]
fn nine_outlines_with_their_names() {
    let counties = &shipped().outlines().counties;
    assert_eq!(counties.len(), 9);
    assert!(counties.iter().all(|c| shipped().office(&c.code).is_some_and(|o| o.place == c.name)));
    let closed = |ring: &Vec<[f64; 2]>| ring.first() == ring.last();
    assert!(counties.iter().flat_map(|c| c.polygons.iter().flatten()).all(closed));
    assert!(shipped().outlines().source.contains("示意图"));
}

#[rstest]
#[case("湫山", "qs", PinyinKind::Place)]
#[case("温峤", "wq", PinyinKind::Place)]
#[case("单", "s", PinyinKind::Surname)]
fn local_readings(#[case] text: &str, #[case] initials: &str, #[case] kind: PinyinKind) {
    let found = shipped().pinyin().iter().find(|p| p.text == text).unwrap();
    assert_eq!((found.initials.as_str(), found.kind), (initials, kind));
}

#[rstest]
#[case::no_json("not json")]
#[case::no_county(r#"{"features": []}"#)]
#[case::a_ring_of_two(r#"{"features": [{"properties": {"code": "1", "name": "x", "label": [1, 2]}, "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [1, 2]]]}}]}"#)]
#[case::a_line(r#"{"features": [{"properties": {"code": "1", "name": "x", "label": [1, 2]}, "geometry": {"type": "LineString", "coordinates": [[1, 2]]}}]}"#)]
fn an_outline_that_cannot_be(#[case] json: &str) {
    let text = format!("# id: places/counties\n# version: 2\n{json}");
    let file = RefFile::read(&RefText { name: "places/counties.geojson".into(), text }).unwrap();
    assert!(Outlines::read(&file).is_err());
}
