//! What a field may hold, and what kind of file comes out.

use rstest::rstest;

use super::*;

#[rstest]
#[case::code("#panic(\"x\")")]
#[case::import("#import \"/etc/passwd\"")]
#[case::read("#read(\"../../secret\")")]
#[case::math("$sum_(i=0)^n$")]
#[case::emphasis("*粗* _斜_ `码`")]
#[case::heading("= 标题")]
#[case::list("- 一 + 二 / 三: 四")]
#[case::label("<标签> @引用")]
#[case::escape("\\u{1F600} \\# ~ -- ---")]
#[case::comment("// 注释 /* 注释 */")]
#[case::quotes("\"引\" '号' “双” ‘单’")]
#[case::brackets("] ) } [ ( {")]
#[case::link("https://example.test/#a")]
#[case::json("\",\"name\":\"x")]
#[case::html("<script>alert(1)</script>")]
fn a_field_is_never_markup(#[case] name: &str) {
    let hostile =
        Notice { recipient: name.to_owned(), matter: name.to_owned(), ..notice(Decision::Accepted) };
    let text = printed(&form(Body::Notice(hostile)));
    assert!(text.contains(&format!("{}：", bare(name))), "{text}");
    assert!(text.contains(&format!("“{}”", bare(name))), "{text}");
}

#[rstest]
#[case::gb2312_lacks_these("喆堃玥昇祎旻赟")]
#[case::beyond_the_plane("𠮷䶮㛃㸆𬭎𫖯𬀩𪻐")]
#[case::punctuation("〔〕（）《》“”—…·№℃①②■□")]
#[case::latin("Müller & O'Brien №3")]
fn names_print_in_their_own_characters(#[case] name: &str) {
    assert_eq!(missing_glyphs(name), Vec::<char>::new());
    let text =
        printed(&form(Body::Notice(Notice { recipient: name.to_owned(), ..notice(Decision::Accepted) })));
    assert!(text.contains(&bare(name)), "{text}");
}

#[rstest]
#[case::emoji("王敏😀", "王敏[U+1F600]")]
#[case::nul("王\0敏", "王[U+0000]敏")]
#[case::turned_around("王\u{202e}敏", "王[U+202E]敏")]
#[case::hidden("王\u{200b}敏", "王[U+200B]敏")]
#[case::arabic("سلام", "[U+0633][U+0644][U+0627][U+0645]")]
#[case::windows_line("王\r\n敏", "王敏")]
fn what_no_font_draws_is_shown_as_its_code_point(#[case] name: &str, #[case] expected: &str) {
    let text =
        printed(&form(Body::Notice(Notice { recipient: name.to_owned(), ..notice(Decision::Accepted) })));
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_variation_selector_neither_prints_nor_fails() {
    let text = printed(&form(Body::Notice(Notice {
        recipient: "葛\u{e0100}明".to_owned(),
        ..notice(Decision::Accepted)
    })));
    assert!(text.contains("葛\u{e0100}明") || text.contains("葛明"), "{text}");
}

#[test]
fn missing_glyphs_names_each_once() {
    assert_eq!(missing_glyphs("a😀b🎉c😀"), ['😀', '🎉']);
    assert_eq!(missing_glyphs("徐某某\n138****1234"), Vec::<char>::new());
}

/// Letters have no field for a mark of doubt, so none can slip in.
#[test]
fn a_letter_has_no_place_for_doubt() {
    for body in [Body::Notice(notice(Decision::Accepted)), Body::Reply(reply())] {
        assert!(!serde_json::to_string(&body).unwrap().contains("doubtful"));
        assert!(!printed(&form(body)).contains("待核"));
    }
}

#[test]
fn a_demonstration_is_marked_on_every_page() {
    let mut marked = form(Body::Attendance(attendance(60)));
    marked.imprint.watermark = Some("演示".to_owned());
    let pdf = print(&marked).unwrap();
    assert_eq!(bare(&read(&pdf)).matches("演示").count(), pages(&pdf));
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let form = form(Body::VisitSheet(Box::new(visit_sheet())));
    assert_eq!(print(&form).unwrap(), print(&form).unwrap());
}

#[test]
fn the_file_is_pdf_a_with_cut_fonts_and_no_name_in_its_properties() {
    let pdf = print(&form(Body::Notice(notice(Decision::Accepted)))).unwrap();
    let plain = String::from_utf8_lossy(&pdf);
    assert!(
        plain.contains("<pdfaid:part>2</pdfaid:part>")
            && plain.contains("<pdfaid:conformance>U</pdfaid:conformance>")
    );
    assert!(!plain.contains("徐喆") && !plain.contains("Typst"));
    // The whole fonts are 18 MB.
    assert!(pdf.len() < 200_000, "{}", pdf.len());
}

#[test]
fn a_form_beyond_all_measure_is_refused() {
    let huge = VisitSheet { facts: "字".repeat(500_000), ..visit_sheet() };
    let refused = print(&form(Body::VisitSheet(Box::new(huge)))).unwrap_err();
    assert!(matches!(refused, PaperError::TooLong { most: MOST, .. }));
}

#[test]
fn the_recovery_groups_never_reach_a_log() {
    assert!(!format!("{:?}", recovery()).contains("K7QX"));
}

#[test]
fn a_form_travels_as_json() {
    let form = form(Body::Notice(notice(Decision::Refused { reason: "理由".to_owned() })));
    let json = serde_json::to_string(&form).unwrap();
    let back: Form = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
}
