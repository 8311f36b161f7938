//! Files as this program writes them, and as test benches do.

use super::*;

type Input = [u32; INPUT_LINKS];

fn read(text: &[u8]) -> Result<Vec<Input>> {
    VectorReader::<Input>::new(Box::new(std::io::Cursor::new(text.to_vec())), Path::new("in.csv"))?.read_all()
}

fn fault(text: &[u8]) -> String {
    read(text).unwrap_err().to_string()
}

fn file(rows: &[Input]) -> Vec<u8> {
    let mut text = Vec::new();
    write_header::<Input>(&mut text).unwrap();
    rows.iter().for_each(|row| write_row(&mut text, row));
    text
}

#[test]
fn rows_survive_writing_and_reading() {
    let rows = [[0x9000_000f; 12], std::array::from_fn(|i| 0xdead_bee0 + i as u32)];
    let text = file(&rows);
    assert!(text.ends_with(b"deadbeeb\n"));
    assert_eq!(read(&text).unwrap(), rows);
    assert_eq!(read(&text[..text.len() - 1]).unwrap(), rows, "no newline at the end");
    let crlf = String::from_utf8(text).unwrap().replace('\n', "\r\n");
    assert_eq!(read(crlf.as_bytes()).unwrap(), rows);
}

#[test]
fn faults_name_line_and_column() {
    let good = file(&[[1; 12], [2; 12]]);
    assert!(fault(b"").contains("empty"));
    assert!(fault(&good[..good.len() - 2]).contains("in.csv:3:12: RX_DATA_11"), "cut inside the last word");
    assert!(fault(&good[..good.len() - 12]).contains("wrong number of words"));
    let text = String::from_utf8(good).unwrap();
    assert!(fault(text.replacen("00000001", "0000000g", 1).as_bytes()).contains("in.csv:2:1: RX_DATA_0"));
    assert!(fault(text.replacen("00000001", "000000001", 1).as_bytes()).contains("8 hexadecimal"));
    assert!(fault(text.replace("RX_", "TX_").as_bytes()).contains("testOutput.csv"));
    assert!(fault(&[0xFF; 40]).contains("unexpected columns"));
    assert!(fault(&vec![b'a'; 1 << 22]).contains("line without end"));
}

#[test]
fn every_digit_is_checked() {
    for byte in 0..=255u8 {
        for place in 0..8 {
            let mut text = *b"01f9aAF0";
            text[place] = byte;
            let expected = std::str::from_utf8(&text).ok().filter(|text| !text.contains('+'));
            let expected = expected.and_then(|text| u32::from_str_radix(text, 16).ok());
            assert_eq!(parse_word(&text), expected, "{byte:#x} at {place}");
        }
    }
    for word in [0, u32::MAX, 0x0123_4567, 0x89AB_CDEF] {
        assert_eq!(digits_of(word).to_be_bytes().as_slice(), format!("{word:08x}").as_bytes());
    }
}

#[test]
fn binary_rows_survive_and_faults_are_named() {
    let rows: Vec<Input> = (0..20_000u32).map(|i| std::array::from_fn(|j| i << 8 | j as u32)).collect();
    let mut bytes = ebin::header::<Input>(INPUT_LINKS).to_vec();
    rows.iter().flatten().for_each(|word| bytes.extend(word.to_le_bytes()));
    assert_eq!(read(&bytes).unwrap(), rows);
    assert_eq!(read(&bytes[..ebin::HEADER]).unwrap(), Vec::<Input>::new());
    assert!(fault(&bytes[..bytes.len() - 1]).contains("cut short"));
    assert!(fault(&bytes[..10]).contains("cut short"));
    for bad in [ebin::header::<Input>(13), ebin::header::<Input>(0), ebin::header::<[u32; OUTPUT_LINKS]>(5)] {
        assert!(fault(&bad).contains("columns"));
    }
    let mut few = ebin::header::<Input>(1).to_vec();
    few.extend([7, 0, 0, 0, 9, 0, 0, 0]);
    let mut expected = [[0; 12]; 2];
    (expected[0][0], expected[1][0]) = (7, 9);
    assert_eq!(read(&few).unwrap(), expected);
    bytes[4] = 2;
    assert!(fault(&bytes).contains("version"));
}

type Output = [u32; OUTPUT_LINKS];

/// Reads a text as rows that are written so; a list of columns, a base, a capture.
fn read_as<W: Words>(text: impl AsRef<[u8]>, format: &VectorFormat) -> Result<Vec<W>> {
    let source = VectorSource::new(Box::new(std::io::Cursor::new(text.as_ref().to_vec())), Path::new("in.csv"));
    source.rows::<W>(format)?.read_all()
}

fn outputs(text: impl AsRef<[u8]>) -> Result<Vec<Output>> {
    read_as(text, &VectorFormat::default())
}

fn listed(list: &str) -> VectorFormat {
    VectorFormat { columns: Some(list.parse().unwrap()), ..VectorFormat::default() }
}

fn based(base: &str) -> VectorFormat {
    VectorFormat { radix: Some(base.parse().unwrap()), ..VectorFormat::default() }
}

fn captured(capture: &str) -> VectorFormat {
    VectorFormat { capture: Some(capture.parse().unwrap()), ..VectorFormat::default() }
}

fn said<W: Words + std::fmt::Debug>(text: impl AsRef<[u8]>, format: &VectorFormat) -> String {
    read_as::<W>(text, format).unwrap_err().to_string()
}

/// Two rows, and the lines that hold them: names, words with these separators and in this notation.
fn rows_and_lines(separator: &str, word: fn(u32) -> String) -> ([Output; 2], String) {
    let rows: [Output; 2] =
        std::array::from_fn(|row| std::array::from_fn(|link| 0x9abc_0000 + 0x1_0000 * row as u32 + 7 * link as u32));
    let line = |row: &Output| row.iter().map(|&value| word(value)).collect::<Vec<_>>().join(separator) + "\n";
    let names = header::<Output>().replace(',', separator) + "\n";
    let lines: String = rows.iter().map(line).collect();
    (rows, names + &lines)
}

#[test]
fn separators_and_notations_of_a_bench() {
    let notations: [fn(u32) -> String; 5] = [
        |value| format!("{value:08x}"),
        |value| format!("0x{value:08X}"),
        |value| format!("{value:#x}"),
        |value| value.to_string(),
        |value| format!("\"{value:08x}\""),
    ];
    for separator in [",", "\t", ";", " ", ", ", "   "] {
        for word in notations {
            let (rows, text) = rows_and_lines(separator, word);
            assert_eq!(outputs(&text).unwrap(), rows, "{text}");
            let windows = text.replace('\n', "\r\n");
            assert_eq!(outputs(&windows).unwrap(), rows, "{windows}");
            // Without names.
            let bare = text.split_once('\n').unwrap().1;
            assert_eq!(outputs(bare).unwrap(), rows, "{bare}");
            assert_eq!(outputs(format!("\u{feff}{text}")).unwrap(), rows);
            assert_eq!(outputs(format!("# {text}")).unwrap(), rows);
        }
    }
}

fn joined(lines: &[Vec<&str>]) -> String {
    lines.iter().map(|line| line.join(",") + "\n").collect()
}

#[test]
fn columns_are_known_by_their_names() {
    let (rows, text) = rows_and_lines(",", |value| format!("{value:08x}"));
    let mut lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    lines.iter_mut().for_each(|line| line.reverse());
    assert_eq!(outputs(joined(&lines)).unwrap(), rows);
    assert_eq!(outputs(joined(&lines).to_lowercase()).unwrap(), rows);
    lines.iter_mut().for_each(|line| line.reverse());
    for name in ["", "index", "BX", "row", "Unnamed: 0"] {
        let mut lines = lines.clone();
        for (line, first) in lines.iter_mut().zip([name, "17", "3563"]) {
            line.insert(0, first);
        }
        assert_eq!(outputs(joined(&lines)).unwrap(), rows, "{name}");
        lines[2][0] = "late";
        assert!(outputs(joined(&lines)).unwrap_err().to_string().contains("in.csv:3:1: not a count"));
    }
    // A count before the words of a file without names.
    let mut counted = lines[1..].to_vec();
    counted.iter_mut().zip(["0", "1"]).for_each(|(line, count)| line.insert(0, count));
    assert_eq!(outputs(joined(&counted)).unwrap(), rows);
    let (_, prefixed) = rows_and_lines(",", |value| format!("{value:#x}"));
    let prefixed = prefixed.lines().skip(1).enumerate().map(|(at, line)| format!("{at},{line}\n"));
    assert_eq!(outputs(prefixed.collect::<String>()).unwrap(), rows);
    counted[0][0] = "00000000";
    assert!(outputs(joined(&counted)).unwrap_err().to_string().contains("14 numbers"));
    assert_eq!(read_as::<Output>(joined(&counted), &listed("index,0-12")).unwrap(), rows);

    // The active links alone.
    lines.iter_mut().for_each(|line| line.truncate(5));
    let expected = rows.map(|row| std::array::from_fn(|link| if link < 5 { row[link] } else { 0 }));
    assert_eq!(outputs(joined(&lines)).unwrap(), expected);
    assert_eq!(read_as::<Output>(joined(&lines[1..]), &listed("0-4")).unwrap(), expected);
    assert!(outputs(joined(&lines[1..])).unwrap_err().to_string().contains("--columns 0-4"));
    for line in &mut lines {
        line.remove(2);
    }
    let fault = outputs(joined(&lines)).unwrap_err().to_string();
    assert!(fault.contains("in.csv:1: unexpected columns"), "a link in the middle is missing: {fault}");
    let fault = said::<Input>(file(&[[1; 12]]), &listed("TX_DATA_0"));
    assert!(fault.contains("other kind"), "{fault}");
}

#[test]
fn a_list_names_columns_and_never_overrules_the_file() {
    let (rows, text) = rows_and_lines(",", |value| format!("{value:08x}"));
    let bare = text.split_once('\n').unwrap().1;
    let other: Vec<String> = (0..13).map(|link| format!("lane{link}")).collect();
    let reversed = rows.map(|mut row| {
        row.reverse();
        row
    });
    for list in ["12-0", "12-7,6,5-0", "TX_DATA_12,11-0"] {
        assert_eq!(read_as::<Output>(bare, &listed(list)).unwrap(), reversed, "{list}");
        assert_eq!(read_as::<Output>(format!("{}\n{bare}", other.join(",")), &listed(list)).unwrap(), reversed);
        let fault = said::<Output>(&text, &listed(list));
        assert!(fault.contains("in.csv:1: the file names its columns otherwise"), "{fault}");
    }
    assert_eq!(read_as::<Output>(&text, &listed("0-12")).unwrap(), rows);
    assert!(outputs(format!("{}\n{bare}", other.join(","))).unwrap_err().to_string().contains("--columns"));
    let stamped: String = bare.lines().map(|line| format!("12:30:59.5,{line}\n")).collect();
    assert_eq!(read_as::<Output>(&stamped, &listed("skip,0-12")).unwrap(), rows);
    assert!(outputs(&stamped).is_err());
    assert!(said::<Output>(bare, &listed("0-11")).contains("wrong number of words"));
    assert!(said::<Input>(bare, &listed("0-12")).contains("links 0 to 11"));
    for bad in ["", "0-4,4", "x", "0-4,", "index", "RX_DATA_0,TX_DATA_1", "0-255", "01", "+1", "0--1"] {
        assert!(bad.parse::<ColumnList>().is_err(), "{bad}");
    }
}

fn line(word: &str) -> String {
    [word; 12].join(",") + "\n"
}

#[test]
fn the_base_of_words_is_never_guessed() {
    let names = header::<Input>() + "\n";
    // Both bases are possible.
    let open = format!("{names}{}", line("123"));
    assert!(said::<Input>(&open, &VectorFormat::default()).contains("in.csv:2:1: RX_DATA_0: not a 32-bit word"));
    assert!(said::<Input>(&open, &VectorFormat::default()).contains("--radix"));
    assert_eq!(read_as::<Input>(&open, &based("hex")).unwrap(), [[0x123; 12]]);
    assert_eq!(read_as::<Input>(&open, &based("decimal")).unwrap(), [[123; 12]]);
    // Eight digits are hexadecimal, as this program writes them, unless the user says otherwise.
    let eight = format!("{names}{}", line("10000000"));
    assert_eq!(read(eight.as_bytes()).unwrap(), [[0x1000_0000; 12]]);
    assert_eq!(read_as::<Input>(&eight, &based("decimal")).unwrap(), [[10_000_000; 12]]);
    // What the user says is not overruled.
    assert!(said::<Input>(format!("{names}{}", line("4294967295")), &based("hex")).contains("not a 32-bit word"));
    assert!(said::<Input>(format!("{names}{}", line("0x1")), &based("decimal")).contains("not a 32-bit word"));
    assert!(fault(format!("{names}{}", line("4294967296")).as_bytes()).contains("not a 32-bit word"));
    // The first row decides for all.
    for (first, then) in [("00000000", "0x1"), ("0x1", "00000000"), ("4000000000", "9abcdef0"), ("9abcdef0", "1")] {
        let text = format!("{names}{}{}", line(first), line(then));
        assert!(fault(text.as_bytes()).contains("in.csv:3:1: RX_DATA_0"), "{text}");
    }
    for odd in ["000000001", "000000000001", "123456789a"] {
        let text = format!("{names}{}", line("00000001").replacen("00000001", odd, 1));
        assert!(fault(text.as_bytes()).contains("in.csv:2:1: RX_DATA_0"), "{text}");
    }
    assert_eq!(read(format!("{names}{}", line("0000000123")).as_bytes()).unwrap(), [[123; 12]]);
    // 0 as C writes it with a prefix.
    assert_eq!(read(format!("{names}{}", line("0x1").replacen("0x1", "0", 2)).as_bytes()).unwrap()[0][..3], [0, 0, 1]);
    assert!("octal".parse::<WordRadix>().is_err());
}

#[test]
fn a_cut_word_is_noticed_in_every_notation() {
    let words: [fn(u32) -> String; 4] = [
        |value| format!("{value:08x}"),
        |value| format!("0x{value:08x}"),
        |value| format!("{value:#x}"),
        |value| value.to_string(),
    ];
    for word in words {
        let (rows, text) = rows_and_lines(",", word);
        assert_eq!(outputs(text.trim_end()).unwrap(), rows, "the last word has all digits: {text}");
        for cut in 2..25 {
            let cut = &text[..text.len() - cut];
            assert!(outputs(cut).is_err(), "{cut}");
        }
    }
    let names = header::<Input>() + "\n";
    let short = format!("{names}{}", ["0x1"; 12].join(","));
    assert!(fault(short.as_bytes()).contains("the last line has no end"));
    assert!(read(format!("{short}\n").as_bytes()).is_ok());
    // So is a file that was cut among its names.
    assert!(outputs("TX_DATA_0,TX_DATA_1").unwrap_err().to_string().contains("unexpected columns"));
    assert!(outputs("TX_DATA_0,TX_DATA_1\n").unwrap().is_empty());
    let counted = "TX_DATA_0,bx\n9abcdef0,12";
    assert!(outputs(counted).unwrap_err().to_string().contains("no end"));
}

#[test]
fn captures_are_chosen_and_never_mixed_up() {
    let (rows, text) = rows_and_lines(",", |value| format!("{value:08x}"));
    let (names, words) = text.split_once('\n').unwrap();
    let shuffled: Vec<&str> = words.lines().rev().collect();
    let back: Vec<Output> = rows.iter().rev().copied().collect();
    let second = shuffled.join("\n");
    for between in [format!("{names}\n"), format!("\n\n{names}\n"), "\n".to_owned(), " \r\n\n".to_owned()] {
        let several = format!("\n{names}\n\n{words}{between}{second}\n\n");
        let fault = said::<Output>(&several, &VectorFormat::default());
        assert!(fault.contains("another capture begins here") && fault.contains("2 of them"), "{fault}");
        assert_eq!(read_as::<Output>(&several, &captured("1")).unwrap(), rows);
        assert_eq!(read_as::<Output>(&several, &captured("2")).unwrap(), back);
        assert_eq!(read_as::<Output>(&several, &captured("all")).unwrap(), [&rows[..], &back].concat());
        // The end stays the end.
        let source =
            VectorSource::new(Box::new(std::io::Cursor::new(several.clone().into_bytes())), Path::new("in.csv"));
        let mut reader = source.rows::<Output>(&captured("1")).unwrap();
        assert_eq!([(); 4].map(|()| reader.read().unwrap()), [Some(rows[0]), Some(rows[1]), None, None]);
        let fault = said::<Output>(&several, &captured("3"));
        assert!(fault.contains("--capture") && fault.contains("1..=2"), "{fault}");
    }
    // Each may have columns and words of its own; those that are not wanted are not looked at.
    let (_, decimal) = rows_and_lines("\t", |value| value.to_string());
    let three = format!("{text}{names}\nnonsense\n{decimal}");
    assert_eq!(read_as::<Output>(&three, &captured("3")).unwrap(), rows);
    assert_eq!(read_as::<Output>(&three, &captured("1")).unwrap(), rows);
    assert!(said::<Output>(&three, &captured("2")).contains("wrong number of words"));
    // Names alone begin one, too.
    assert!(read_as::<Output>(format!("{names}\n{text}"), &captured("1")).unwrap().is_empty());
    assert_eq!(read_as::<Output>(format!("{names}\n{text}"), &captured("2")).unwrap(), rows);
    assert!(["0", "-1", "one", ""].iter().all(|bad| bad.parse::<WantedCapture>().is_err()));
}

#[cfg(not(feature = "compressed"))]
#[test]
fn packed_files_are_refused_by_name() {
    for (start, name) in [(&[0x1F, 0x8B, 8, 0, 0][..], "gzip"), (&[0x28, 0xB5, 0x2F, 0xFD, 4], "zstd")] {
        let fault = fault(start);
        assert!(fault.starts_with("in.csv: ") && fault.contains(&format!("packed with {name}: unpack it")), "{fault}");
    }
}

#[cfg(feature = "compressed")]
#[test]
fn packed_files_are_known_by_their_first_bytes() {
    let rows: Vec<Input> = (0..30_000u32).map(|i| std::array::from_fn(|j| i << 8 | j as u32)).collect();
    let mut binary = ebin::header::<Input>(INPUT_LINKS).to_vec();
    rows.iter().flatten().for_each(|word| binary.extend(word.to_le_bytes()));
    for plain in [file(&rows), binary] {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&plain).unwrap();
        let gzip = encoder.finish().unwrap();
        let zstd = ruzstd::encoding::compress_to_vec(&plain[..], ruzstd::encoding::CompressionLevel::Fastest);
        for packed in [gzip, zstd] {
            assert_eq!(read(&packed).unwrap(), rows);
            assert!(fault(&packed[..packed.len() / 2]).contains("in.csv"));
        }
    }
}

/// The kind of words that a text says it holds, and its rows as outputs.
fn kind(text: &[u8], format: &VectorFormat) -> (Option<VectorKind>, std::result::Result<Vec<Output>, String>) {
    let mut source = VectorSource::new(Box::new(std::io::Cursor::new(text.to_vec())), Path::new("in.csv"));
    let kind = source.kind(format).unwrap();
    (kind, source.rows::<Output>(format).and_then(VectorReader::read_all).map_err(|error| error.to_string()))
}

#[test]
fn the_kind_of_words_is_that_of_the_file() {
    let (rows, text) = rows_and_lines("\t", |value| value.to_string());
    let auto = VectorFormat::default();
    assert_eq!(kind(format!("\n\n{text}").as_bytes(), &auto), (Some(VectorKind::Output), Ok(rows.to_vec())));
    assert_eq!(kind(&file(&[]), &auto).0, Some(VectorKind::Input));
    assert_eq!(kind(&ebin::header::<Output>(3), &auto), (Some(VectorKind::Output), Ok(Vec::new())));
    assert_eq!(kind(&ebin::header::<Input>(3), &auto).0, Some(VectorKind::Input));
    let bare = text.split_once('\n').unwrap().1;
    assert_eq!(kind(bare.as_bytes(), &auto), (None, Ok(rows.to_vec())));
    assert_eq!(kind(bare.as_bytes(), &listed("TX_DATA_0,1-12")).0, Some(VectorKind::Output));
    assert_eq!(kind(b"", &auto).0, None);
}

/// Hands out a few bytes at a time.
struct Pieces(std::io::Cursor<Vec<u8>>, usize);

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = self.1.min(buffer.len());
        self.0.read(&mut buffer[..size])
    }
}

#[test]
fn pieces_of_any_size_give_the_same_rows() {
    let (rows, text) = rows_and_lines(";", |value| format!("{value:#x}"));
    let plain = file(&[[1; 12], [2; 12]]);
    for size in 1..40 {
        let source = VectorSource::new(
            Box::new(Pieces(std::io::Cursor::new(text.clone().into_bytes()), size)),
            Path::new("in.csv"),
        );
        assert_eq!(source.rows::<Output>(&VectorFormat::default()).unwrap().read_all().unwrap(), rows);
        let pieces = Box::new(Pieces(std::io::Cursor::new(plain.clone()), size));
        assert_eq!(
            VectorReader::<Input>::new(pieces, Path::new("in.csv")).unwrap().read_all().unwrap(),
            [[1; 12], [2; 12]]
        );
    }
}
