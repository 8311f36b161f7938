//! The report in a real browser: headless Chromium, driven through chromedriver.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use common::{axe, default_run, econ_emu, own_sets, program};
use serde_json::{Value, json};

common::tests! {
    the_report_in_chromium: [CHROMIUM],
    one_bx_in_chromium: [CHROMIUM],
    differences_in_chromium: [CHROMIUM],
    differences_have_no_faults_of_accessibility: [CHROMIUM, AXE],
}

/// A browser window. WebDriver is HTTP and JSON: the few commands needed here are written out.
struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    fn start(chromium: &Path, chromedriver: &Path) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut driver =
            Command::new(chromedriver).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = BufReader::new(driver.stdout.take().unwrap()).lines();
        let started =
            said.find_map(|line| line.unwrap().split("successfully on port ").nth(1).map(str::to_owned)).unwrap();
        // It writes little more; what it does write goes nowhere.
        std::thread::spawn(move || said.for_each(drop));
        let port = started.trim_end_matches('.').parse().unwrap();
        let mut browser = Browser { driver, port, session: String::new(), _profile: profile };
        let profile = format!("--user-data-dir={}", browser._profile.path().display());
        let mut arguments = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync \
                             --disable-background-networking --disable-component-update --hide-scrollbars"
            .split_whitespace()
            .collect::<Vec<_>>();
        arguments.push(&profile);
        let options = json!({ "binary": chromium, "args": arguments });
        let wanted = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let session = browser.http("/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        browser.session = session["sessionId"].as_str().unwrap().to_owned();
        browser
    }

    /// Head and body of the answer to a request.
    fn request(&self, method: &str, path: &str, body: &str) -> std::io::Result<(String, String)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(std::time::Duration::from_secs(120)))?;
        let length = body.len();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n{body}")?;
        // The connection stays open: the answer ends where its length says.
        let mut answer = BufReader::new(stream);
        let (mut head, mut length) = (String::new(), 0);
        while answer.read_line(&mut head)? > 2 {
            let line = head.lines().last().unwrap_or_default().to_ascii_lowercase();
            length = line.strip_prefix("content-length:").map_or(length, |length| length.trim().parse().unwrap_or(0));
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body)?;
        Ok((head, String::from_utf8_lossy(&body).into_owned()))
    }

    fn http(&self, path: &str, body: &Value) -> Value {
        let (head, body) = self.request("POST", path, &body.to_string()).unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {body}");
        serde_json::from_str::<Value>(&body).unwrap()["value"].take()
    }

    fn post(&self, command: &str, body: Value) -> Value {
        self.http(&format!("/session/{}/{command}", self.session), &body)
    }

    /// Runs a script in the page and gives what it returns.
    fn script(&self, script: &str) -> Value {
        self.post("execute/sync", json!({ "script": script, "args": [] }))
    }

    fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.post("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    fn look(&self, width: u32, dark: bool) {
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
        let scheme = json!([{ "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": scheme }));
    }

    /// Presses a key (WebDriver's code) in the element that has the focus.
    fn press(&self, key: char) {
        let keys = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        self.post("actions", json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": keys }] }));
    }

    /// Clicks on the middle of an element.
    fn click(&self, selector: &str) {
        // Not below the list of sections, which stays at the top.
        let name = json!(selector);
        self.script(&format!("document.querySelector({name}).scrollIntoView({{ block: 'center' }})"));
        let found = self.post("element", json!({ "using": "css selector", "value": selector }));
        let id = found.as_object().unwrap().values().next().unwrap().as_str().unwrap();
        self.post(&format!("element/{id}/click"), json!({}));
    }

    /// Writes a picture of the whole page.
    fn screenshot(&self, path: &Path) {
        let answer = self.devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": true, "format": "png" }));
        let bytes = base64(answer["data"].as_str().unwrap());
        assert!(bytes.len() > 50_000, "an empty picture");
        std::fs::write(path, bytes).unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Closes the browser, also when the test has failed; without its driver it would go on.
        let _ = self.request("DELETE", &format!("/session/{}", self.session), "");
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn base64(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let bytes: Vec<u8> = text.bytes().filter(|byte| *byte != b'=').collect();
    let group = |four: &[u8]| {
        let bits = four.iter().fold(0u32, |bits, &byte| bits << 6 | u32::from(value(byte))) << (6 * (4 - four.len()));
        bits.to_be_bytes()[1..four.len()].to_vec()
    };
    bytes.chunks(4).flat_map(group).collect()
}

/// The browser, and a directory for pages and pictures.
fn browser(test: &str) -> (Browser, PathBuf) {
    let [chromium, chromedriver] = ["chromium", "chromedriver"].map(|name| program(name).unwrap());
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&directory).unwrap();
    (Browser::start(&chromium, &chromedriver), directory)
}

/// Opens a page and asserts that nothing was written to the console.
fn open(browser: &Browser, page: &Path) {
    browser.post("url", json!({ "url": format!("file://{}", page.display()) }));
}

fn quiet_console(browser: &Browser) {
    let log = browser.post("se/log", json!({ "type": "browser" }));
    assert_eq!(log, json!([]), "the console is not empty");
}

const RIGHT: char = '\u{E014}';
const DOWN: char = '\u{E015}';
const LEFT: char = '\u{E012}';
const UP: char = '\u{E013}';
const HOME: char = '\u{E011}';
const END: char = '\u{E010}';

fn the_report_in_chromium() {
    let (browser, directory) = browser("the_report_in_chromium");
    let evaluation = common::evaluation::directory(&directory);
    let set = own_sets().into_iter().find(|set| set.ends_with("ts_p1_truncated")).unwrap();
    let page = directory.join("report.html");
    econ_emu().arg("report").args([&default_run(), &evaluation, &set]).arg("-o").arg(&page).assert().success();
    assert!(std::fs::metadata(&page).unwrap().len() < 5_000_000);
    browser.look(1600, false);
    open(&browser, &page);

    for (width, dark) in [(1600, false), (1600, true), (390, false), (390, true)] {
        browser.look(width, dark);
        let name = format!("{width}_{}.png", if dark { "dark" } else { "light" });
        figures_are_drawn(&browser, &name);
        text_is_readable(&browser, &name);
        let sizes = browser.script("return [document.documentElement.scrollWidth, innerWidth]");
        assert!(sizes[0].as_u64() <= sizes[1].as_u64(), "{name}: the page is wider than the window: {sizes}");
        browser.screenshot(&directory.join(name));
    }
    the_first_screen_has_verdicts(&browser);
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    figures_are_drawn(&browser, "print");
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" }));
    browser.look(1600, false);
    viewer_works(&browser, "#viewer-0 .viewer", 5);
    viewer_works(&browser, "#viewer-2 .viewer", 2);
    quiet_console(&browser);
}

/// On 1,280 by 800 pixels stand what is to be said of every source, rate against distortion, and wafers.
fn the_first_screen_has_verdicts(browser: &Browser) {
    browser.look(1280, false);
    let seen = browser.script(
        "scrollTo(0, 0);
         const places = ['.verdicts', '.glance figure svg', '.wafers figure svg'].map(query => {
           const box = document.querySelector(query).getBoundingClientRect();
           return [box.top, box.bottom];
         });
         return [places, [...document.querySelectorAll('.verdicts li')].map(line => line.textContent)]",
    );
    for (place, part) in seen[0].as_array().unwrap().iter().zip(["verdicts", "rate", "wafers"]) {
        assert!(place[0].as_f64().unwrap() > 0.0 && place[1].as_f64().unwrap() < 800.0, "{part}: {place}");
    }
    let said = seen[1].to_string();
    for part in ["best epoch", "no dead latent", "rows bit-exact", "ranks nobody"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

/// Every figure has a size, a name, and something drawn in it that is not text.
fn figures_are_drawn(browser: &Browser, name: &str) {
    let figures = browser.script(
        "return [...document.querySelectorAll('figure svg')].map(svg => {
           const box = svg.getBoundingClientRect();
           const drawn = [...svg.querySelectorAll('.line,.bar,.edge,circle,path[style]')].filter(shape => {
             const size = shape.getBBox();
             return size.width + size.height > 1;
           });
           const outside = [...svg.querySelectorAll('text')].filter(text => {
             const at = text.getBoundingClientRect();
             return at.left < box.left - 2 || at.right > box.right + 2 || at.top < box.top - 2 || at.bottom > box.bottom + 2;
           });
           return [svg.getAttribute('aria-label'), box.width, box.height, drawn.length, outside.map(t => t.textContent)];
         })",
    );
    let figures = figures.as_array().unwrap();
    assert!(figures.len() > 80, "{name}: {} figures", figures.len());
    for figure in figures {
        let number = |i: usize| figure[i].as_f64().unwrap();
        assert!(!figure[0].as_str().unwrap().is_empty());
        assert!(number(1) >= 140.0 && number(2) >= 70.0 && number(3) >= 1.0, "{name}: {figure}");
        assert_eq!(figure[4], json!([]), "{name}: text of {} is cut off", figure[0]);
    }
    for expected in [
        "Loss",
        "Weights of conv_kernel",
        "Bits of every signal",
        "Latent 15",
        "t-SNE map by layer",
        "emd against bits",
        "telescope_normalised against occupancy",
        "rms of bc",
        "Residual of stc0, row 0",
    ] {
        assert!(figures.iter().any(|figure| figure[0] == expected), "no figure {expected}");
    }
}

/// No text is smaller than 10 pixels on the screen, whatever the scale of its figure.
fn text_is_readable(browser: &Browser, name: &str) {
    let smallest = browser.script(
        "let smallest = [99, ''];
         for (const element of document.querySelectorAll('main *')) {
           if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) || !element.getClientRects().length) continue;
           if (['SCRIPT', 'STYLE', 'title'].includes(element.tagName)) continue;
           const svg = element.closest('svg');
           const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
           const size = parseFloat(getComputedStyle(element).fontSize) * scale;
           if (size < smallest[0]) smallest = [size, element.tagName + ': ' + element.textContent];
         }
         return smallest",
    );
    assert!(smallest[0].as_f64().unwrap() >= 10.0, "{name}: {smallest}");
}

/// BX and stage by the arrow keys and by the mouse; in the end the words of these links.
fn viewer_works(browser: &Browser, viewer: &str, links: usize) {
    let state = || {
        browser.script(&format!(
            "const viewer = document.querySelector('{viewer}');
             return [viewer.querySelector('select').selectedIndex, viewer.querySelector('.stage h3').textContent,
                     viewer.querySelector('.stage').textContent.length > 100]"
        ))
    };
    assert_eq!(state(), json!([0, "Link words in", true]));
    browser.script(&format!("document.querySelector('{viewer}').focus()"));
    browser.press(RIGHT);
    browser.press(RIGHT);
    browser.press(DOWN);
    assert_eq!(state(), json!([2, "MUX", true]));
    browser.press(LEFT);
    browser.press(UP);
    browser.press(UP);
    assert_eq!(state(), json!([1, "Link words in", true]));
    browser.click(&format!("{viewer} .next"));
    assert_eq!(state(), json!([2, "Link words in", true]));
    browser.press(RIGHT);
    browser.click(&format!("{viewer} .previous"));
    assert_eq!(state(), json!([2, "Link words in", true]));
    browser.click(&format!("{viewer} select option:nth-child(5)"));
    assert_eq!(state()[0], 4);
    let stages = browser.script(&format!("return document.querySelectorAll('{viewer} .stages button').length"));
    for stage in 1..=stages.as_u64().unwrap() {
        browser.click(&format!("{viewer} .stages li:nth-child({stage}) button"));
        let drawn = browser.script(&format!(
            "const stage = document.querySelector('{viewer} .stage');
             return [...stage.querySelectorAll('.parts > *')].every(part => part.getBoundingClientRect().height > 20)"
        ));
        assert_eq!((state()[2].clone(), drawn), (json!(true), json!(true)), "stage {stage}");
    }
    // The last stage: the bits of every word are those of its number, and each has a field.
    let words = browser.script(&format!(
        "return [...document.querySelectorAll('{viewer} .word')].map(word =>
           [word.querySelector('b').textContent, word.querySelector('.bits').textContent,
            [...word.querySelectorAll('.bits span')].every(bit => bit.title && getComputedStyle(bit).backgroundColor !== 'rgba(0, 0, 0, 0)')])"
    ));
    let words = words.as_array().unwrap();
    assert_eq!(words.len(), links);
    for word in words {
        let [hex, bits] =
            [(0, 16), (1, 2)].map(|(i, radix)| u32::from_str_radix(word[i].as_str().unwrap(), radix).unwrap());
        assert_eq!((hex, &word[2]), (bits, &json!(true)));
    }
}

/// BX 8 is shown first, and those around it are there; a place has an address, and a BX is found by its number. What is
/// clicked keeps the focus.
fn neighbours_are_there(browser: &Browser) {
    let seen = || {
        browser.script(
            "const select = document.querySelector('.viewer select');
         return [select.options.length, select.selectedOptions[0].textContent.split(',')[1],
                 document.querySelector('.stage h3').textContent, decodeURIComponent(location.hash)]",
        )
    };
    let start = seen();
    assert_eq!((&start[1], &start[3]), (&json!(" BX 8"), &json!("")));
    assert!(start[0].as_u64().unwrap() >= 10, "{start}");
    browser.click(".viewer .stages li:nth-child(3) button");
    let address = seen()[3].as_str().unwrap().to_owned();
    assert!(address.starts_with("#viewer-1,row-"), "{address}");
    assert_eq!(browser.script("return document.activeElement.textContent.split(' ')[0]"), json!("3"));
    let third = seen()[2].clone();
    browser.script(
        "const find = document.querySelector('.find'); find.value = '9'; find.dispatchEvent(new Event('change'))",
    );
    assert_eq!((&seen()[1], &seen()[2]), (&json!(" BX 9"), &third));
    browser.script(
        "const find = document.querySelector('.find'); find.value = '3000'; find.dispatchEvent(new Event('change'))",
    );
    assert_eq!(seen()[1], json!(" BX 9"));
    browser.script(&format!("location.replace({address:?}); return 0"));
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!((&seen()[1], &seen()[2]), (&json!(" BX 8"), &third));
    browser.script("location.replace('#'); document.querySelector('.viewer .stages button').click(); return 0");
}

fn one_bx_in_chromium() {
    let (browser, directory) = browser("one_crossing_in_chromium");
    let set = own_sets().into_iter().find(|set| set.ends_with("ts_p1_truncated")).unwrap();
    let config = econ_emu::golden::verify::find(&set).unwrap().0.remove(0).config;
    let page = directory.join("crossing.html");
    let mut command = econ_emu();
    command.arg("inspect").arg("--config").arg(config).arg("--input").arg(set.join("testInput.csv"));
    command.args(["--bx", "8", "--html"]).arg(&page).assert().success();
    browser.look(390, false);
    open(&browser, &page);
    neighbours_are_there(&browser);
    browser.script("document.querySelector('.viewer').focus()");
    browser.press(RIGHT);
    for _ in 0..3 {
        browser.press(DOWN);
    }
    // The 48 cells of CALQ lie on the wafer, each with its number.
    let cells = browser.script(
        "return [...document.querySelectorAll('.viewer svg')].map(svg =>
           [svg.querySelectorAll('path').length, svg.querySelectorAll('text').length, svg.getBoundingClientRect().width])",
    );
    assert_eq!((&cells[0][0], &cells[0][1]), (&json!(48), &json!(48)));
    text_is_readable(&browser, "crossing");
    let sizes = browser.script("return [document.documentElement.scrollWidth, innerWidth]");
    assert!(sizes[0].as_u64() <= sizes[1].as_u64(), "{sizes}");
    browser.screenshot(&directory.join("390_light.png"));
    quiet_console(&browser);
}

/// A page of an output with bits flipped, `(row, link, bit)`.
fn difference_page(directory: &Path, set: &str, flips: &[(usize, usize, u32)]) -> PathBuf {
    let set = own_sets().into_iter().find(|own| own.ends_with(set)).unwrap();
    let expected = set.join("testOutput.csv");
    let mut lines: Vec<String> = std::fs::read_to_string(&expected).unwrap().lines().map(str::to_owned).collect();
    for &(row, link, bit) in flips {
        let word = u32::from_str_radix(&lines[row + 1][9 * link..9 * link + 8], 16).unwrap();
        lines[row + 1].replace_range(9 * link..9 * link + 8, &format!("{:08x}", word ^ 1 << bit));
    }
    let (got, page) = (directory.join("received.csv"), directory.join("differences.html"));
    std::fs::write(&got, lines.join("\n") + "\n").unwrap();
    let mut command = econ_emu();
    command.arg("diff").arg(expected).arg(got).arg("--config").arg(set.join("init.yaml")).arg("--html").arg(&page);
    command.assert().code(1);
    page
}

/// Four rows, an inactive link among them; rows 20 and 21 hold packets that waited.
const FLIPS: [(usize, usize, u32); 6] = [(5, 0, 30), (20, 1, 9), (20, 1, 31), (21, 0, 4), (40, 7, 0), (40, 0, 12)];

fn differences_in_chromium() {
    let (browser, directory) = browser("differences_in_chromium");
    let page = difference_page(&directory, "ts_p1_truncated", &FLIPS);
    browser.look(1600, false);
    open(&browser, &page);
    let state = || {
        browser.script(
            "const marked = side => [...document.querySelectorAll(`.side.${side} i`)].map(bit => bit.textContent).join('');
             return [Number(document.getElementById('number').value), Number(document.getElementById('count').textContent),
                     document.querySelector('#one td').textContent.split(' ')[0], marked('expected'), marked('got')]",
        )
    };
    let at = |number: u64, count: u64, row: &str| {
        let state = state();
        assert_eq!((&state[0], &state[1], &state[2]), (&json!(number), &json!(count), &json!(row)), "{state}");
        // What is marked differs, and differs in every bit.
        let [expected, got] = [3, 4].map(|side| state[side].as_str().unwrap().to_owned());
        let opposite: String = expected.chars().map(|bit| if bit == '0' { '1' } else { '0' }).collect();
        assert!(!got.is_empty() && got == opposite, "{state}");
    };
    at(1, 6, "5");
    // Keys: letters anywhere, arrows in the viewer.
    browser.press('n');
    at(2, 6, "20");
    browser.press('p');
    browser.press('p');
    at(1, 6, "5");
    browser.script("document.getElementById('differences').focus()");
    browser.press(RIGHT);
    browser.press(RIGHT);
    at(3, 6, "20");
    browser.press(LEFT);
    at(2, 6, "20");
    browser.press(END);
    at(6, 6, "40");
    browser.press(HOME);
    at(1, 6, "5");
    // The mouse: buttons, the fields of a row, the bits of a word.
    browser.click("#next");
    browser.click("#next");
    at(3, 6, "20");
    browser.click("#previous");
    at(2, 6, "20");
    browser.click("#list tbody tr:nth-child(2) button");
    at(3, 6, "20");
    browser.click(".side.got [data-difference='1'] i");
    at(2, 6, "20");
    browser.script(
        "const number = document.getElementById('number');
         number.value = 5;
         number.dispatchEvent(new Event('change'))",
    );
    at(5, 6, "40");
    // The filters, each with its counts, and the map of bits, which sets two of them.
    let options = |id: &str| {
        browser.script(&format!("return [...document.querySelectorAll('#{id} option')].map(o => o.textContent)"))
    };
    assert_eq!(options("link"), json!(["all", "0 (3)", "1 (2)", "7 (1)"]));
    browser.click("#link option[value='1']");
    at(1, 2, "20");
    // In a list letters keep their own meaning.
    browser.press('n');
    at(1, 2, "20");
    browser.script("document.getElementById('differences').focus()");
    browser.press('n');
    at(2, 2, "20");
    browser.click("#link option:first-child");
    at(3, 6, "20");
    browser.click("#field option[value='inactive link']");
    at(1, 1, "40");
    browser.click(".heat td[data-link='0'][data-bit='4']");
    at(1, 1, "21");
    assert_eq!(browser.script("return document.getElementById('bit').value"), "4");
    browser.click("#bit option:first-child");
    browser.click("#link option:first-child");
    at(4, 6, "21");
    browser.script("document.getElementById('differences').focus()");
    browser.press(END);

    // Every bit of the words, in its field, and nothing wider than the window.
    let links = browser.script(
        "return [...document.querySelectorAll('.side')].map(side =>
           [side.querySelector('b').textContent, side.querySelector('.bits').textContent,
            [...side.querySelectorAll('.bits span')].every(bit => bit.title && getComputedStyle(bit).backgroundColor !== 'rgba(0, 0, 0, 0)')])",
    );
    let links = links.as_array().unwrap();
    assert_eq!(links.len(), 6);
    for side in links {
        let [hex, bits] =
            [(0, 16), (1, 2)].map(|(i, radix)| u32::from_str_radix(side[i].as_str().unwrap(), radix).unwrap());
        assert_eq!((hex, &side[2]), (bits, &json!(true)));
    }
    for (width, dark) in [(1600, false), (1600, true), (390, false), (390, true)] {
        browser.look(width, dark);
        let name = format!("{width}_{}.png", if dark { "dark" } else { "light" });
        text_is_readable(&browser, &name);
        let sizes = browser.script(
            "const parts = [...document.querySelectorAll('.sides, .filters, .tools, #one')];
             return [document.documentElement.scrollWidth, innerWidth, ...parts.map(part => part.scrollWidth - part.clientWidth)]",
        );
        assert!(sizes[0].as_u64() <= sizes[1].as_u64(), "{name}: the page is wider than the window: {sizes}");
        assert!(sizes.as_array().unwrap()[2..].iter().all(|over| over == 0), "{name}: cut off: {sizes}");
        browser.screenshot(&directory.join(name));
    }
    quiet_console(&browser);
}

fn differences_have_no_faults_of_accessibility() {
    let (browser, directory) = browser("differences_have_no_faults_of_accessibility");
    let page = difference_page(&directory, "ts_p1_truncated", &FLIPS);
    let axe = std::fs::read_to_string(axe()).unwrap();
    for (width, dark) in [(1600, false), (390, true), (390, false), (1600, true)] {
        browser.look(width, dark);
        open(&browser, &page);
        browser.script(&axe);
        browser.press('n');
        let found = browser.post(
            "execute/async",
            json!({ "args": [], "script": "const done = arguments[0];
                axe.run().then(result => done([result.passes.length, result.violations.map(found =>
                  [found.id, found.nodes.map(node => node.html + ' ' + node.failureSummary)])]))" }),
        );
        assert!(found[0].as_u64().unwrap() > 20, "{found}");
        assert_eq!(found[1], json!([]), "{width}, dark: {dark}");
    }
}
