//! How long a list and a letter take: `cargo run -p paper --example speed`. One JSON line each.

use std::time::Instant;

use chrono::{NaiveDate, NaiveDateTime};
use paper::print::{Body, Contact, Decision, Form, Imprint, Notice};
use paper::{Cell, Column, Footer, Kind, Sheet};

const ROWS: u64 = 100_000;
const COLUMNS: usize = 20;

fn main() {
    let mut file = Vec::new();
    timed("write 100000 x 20 to xlsx", || file = paper::export(&sheet(), rows()).unwrap_or_default());
    timed("read it back", || {
        if let Err(refused) = paper::read_table(&file, "list.xlsx") {
            eprintln!("{refused}");
        }
    });
    timed("first letter", letter);
    timed("second letter", letter);
}

fn timed(what: &str, mut work: impl FnMut()) {
    let start = Instant::now();
    work();
    println!(r#"{{"what":"{what}","ms":{}}}"#, start.elapsed().as_millis());
}

fn letter() {
    if let Err(failed) = paper::print(&notice()) {
        eprintln!("{failed}");
    }
}

fn sheet() -> Sheet {
    let column = |n| Column { key: format!("c{n}"), name: format!("列{n}"), width: None, kind: Kind::Text };
    let footer = Footer {
        counting_rule: "全部".to_owned(),
        author: "某".to_owned(),
        made_at: NaiveDateTime::default(),
        filters: String::new(),
        masked_as: String::new(),
        count: ROWS,
    };
    Sheet { title: "清单".to_owned(), columns: (0..COLUMNS).map(column).collect(), footer, watermark: None }
}

fn rows() -> impl Iterator<Item = Vec<Cell>> {
    (0..ROWS).map(|row| (0..COLUMNS).map(|n| Cell::Text(format!("第{row}行{n}"))).collect())
}

fn notice() -> Form {
    let contact =
        Contact { department: "第五检察部".to_owned(), person: None, phone: "0576-0000000".to_owned() };
    let notice = Notice {
        no: "〔2026〕1号".to_owned(),
        recipient: "某某".to_owned(),
        visited_on: NaiveDate::default(),
        matter: "某事项".to_owned(),
        decision: Decision::Accepted,
        basis: vec!["某规定第一条".to_owned()],
        contact,
        next: "将按期告知。".to_owned(),
        rights: Vec::new(),
        dated: NaiveDate::default(),
        receipt: None,
    };
    let imprint = Imprint {
        copy_no: 1,
        office: "某人民检察院".to_owned(),
        printed_by: "某".to_owned(),
        printed_at: NaiveDateTime::default(),
        watermark: None,
    };
    Form { imprint, body: Body::Notice(notice) }
}
