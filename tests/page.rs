//! Pages: what they hold, that the same inputs give the same bytes, and what is said of other directories.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;

use base64ct::{Base64, Encoding};
use common::{default_run, econ_emu, own_sets};
use sha2::{Digest, Sha256};

fn report(inputs: &[&Path], page: &Path) -> assert_cmd::Command {
    let mut command = econ_emu();
    command.arg("report").args(inputs).arg("-o").arg(page);
    command
}

fn refused(inputs: &[&Path]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let page = dir.path().join("page.html");
    let output = report(inputs, &page).assert().code(2);
    assert!(!page.exists());
    String::from_utf8(output.get_output().stderr.clone()).unwrap()
}

#[test]
fn a_page_stands_alone_and_is_the_same_every_time() {
    let dir = tempfile::tempdir().unwrap();
    let evaluation = common::evaluation::directory(dir.path());
    let set = own_sets().into_iter().find(|set| set.ends_with("ts_p1_truncated")).unwrap();
    let make = |name: &str| {
        let page = dir.path().join(name);
        report(&[&default_run(), &evaluation, &set], &page).assert().success();
        std::fs::read_to_string(page).unwrap()
    };
    let page = make("a.html");
    assert!(page == make("b.html"), "the page differs from one run to the next");
    assert!(page.len() < 5_000_000, "{} bytes", page.len());
    // Nothing is fetched: the only addresses are names of XML.
    let text = page.replace("http://www.w3.org/2000/svg", "");
    for outside in ["http://", "https://", "@import", "url(", "src="] {
        assert!(!text.contains(outside), "{outside}");
    }
    for title in [
        "What was run: default",
        "Loss history",
        "Number formats",
        "Latents: default",
        "Golden verification: default",
        "Rate against distortion: evaluation",
        "Clusters: evaluation",
        "Clusters found against pile-up",
        "Against occupancy",
        "Residuals of cells",
        "Packet viewer: ts_p1_truncated",
        "<td>0.24 ± 0.0048 (5000 of 5003)</td>",
        // Its file has earlier names.
        "telescope_normalised</th><td>1.46e-4</td><td>1.47e-4</td>",
        "121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8",
    ] {
        assert!(page.contains(title), "{title}");
    }
    // The browser runs the script of the page and no other.
    let (_, script) = page.split_once("<script>").unwrap();
    let (script, _) = script.split_once("</script>").unwrap();
    let own = format!("script-src &#39;sha256-{}&#39;", Base64::encode_string(&Sha256::digest(script)));
    assert!(page.contains("Content-Security-Policy") && page.contains("default-src &#39;none&#39;"));
    assert!(page.contains(&own), "{own}");
    assert!(!page.contains("NaN") && !page.contains("keras:a<b>") && page.contains("keras:a&#60;b&#62;"));
}

/// As many evaluations as would make 25 MB: the first ones are shown whole, the last ones without figures, and it says so.
#[cfg(unix)]
#[test]
fn a_page_of_many_sources_stays_below_20_megabytes() {
    let dir = tempfile::tempdir().unwrap();
    let evaluation = common::evaluation::directory(dir.path());
    let page = dir.path().join("page.html");
    report(&[&evaluation], &page).assert().success();
    let alone = std::fs::metadata(&page).unwrap().len();
    let links: Vec<_> = (0..25_000_000 / alone + 1).map(|at| dir.path().join(format!("link{at}"))).collect();
    links.iter().for_each(|link| std::os::unix::fs::symlink(&evaluation, link).unwrap());
    report(&links.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>(), &page).assert().success();
    let text = std::fs::read_to_string(&page).unwrap();
    let without = text.matches("are left out, as the page would be larger than 20 MB").count();
    assert!((15_000_000..20_000_000).contains(&text.len()), "{} bytes of {} sources", text.len(), links.len());
    assert!((1..links.len() / 2).contains(&without), "{without} of {} sources without figures", links.len());
    // Every section stays, with its entry in the contents and a link to itself.
    assert_eq!(text.matches("Rate against distortion: link").count(), 3 * links.len());
}

#[test]
fn a_golden_set_that_differs_is_shown_with_its_first_difference() {
    let dir = tempfile::tempdir().unwrap();
    let set = dir.path().join("damaged");
    std::fs::create_dir(&set).unwrap();
    let from = own_sets().into_iter().find(|set| set.ends_with("ae_p1_chip_frame")).unwrap();
    for name in ["init.yaml", "testInput.csv"] {
        std::fs::copy(from.join(name), set.join(name)).unwrap();
    }
    let output = std::fs::read_to_string(from.join("testOutput.csv")).unwrap();
    let mut lines: Vec<String> = output.lines().map(str::to_owned).collect();
    let last = if lines[5].ends_with('0') { '1' } else { '0' };
    let word = lines[5].find(',').unwrap();
    let old = lines[5].remove(word - 1);
    lines[5].insert(word - 1, if old == last { '2' } else { last });
    std::fs::write(set.join("testOutput.csv"), lines.join("\n") + "\n").unwrap();
    std::fs::write(set.join("manifest.json"), "{}").unwrap();
    let page = dir.path().join("page.html");
    report(&[&set], &page).assert().success();
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(text.contains("<td>unusable</td>") && text.contains("not a manifest"), "{text}");
    // A run shows the sets below it, with manifests or without.
    std::fs::remove_file(set.join("manifest.json")).unwrap();
    let run = dir.path().join("run");
    copy(&default_run(), &run);
    std::fs::remove_dir_all(run.join("golden")).unwrap();
    std::fs::rename(&set, run.join("golden")).unwrap();
    report(&[&run], &page).args(["--samples", "200"]).assert().success();
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("<td>different</td><td>row 4, BX 4: "), "no first difference");
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in common::files_below(from) {
        let path = to.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

#[test]
fn directories_of_another_kind_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let said = refused(&[dir.path()]);
    assert!(
        said.contains("nothing to report on") && said.contains("evaluation.json") && said.contains("run.json"),
        "{said}"
    );
    assert!(refused(&[&dir.path().join("none")]).contains("no such directory"));
    // A run whose files were changed says so; one of another design is refused by name.
    let run = dir.path().join("run");
    copy(&default_run(), &run);
    let history = run.join("history.csv");
    std::fs::write(&history, std::fs::read_to_string(&history).unwrap() + "\n").unwrap();
    let page = dir.path().join("page.html");
    report(&[&run], &page).args(["--samples", "200"]).assert().success();
    assert!(std::fs::read_to_string(&page).unwrap().contains("changed since the run: history.csv"));
    let other = econ_emu().args(["registers", "network", "cmssw-4x4x3"]).assert().success();
    std::fs::write(run.join("network.yaml"), &other.get_output().stdout).unwrap();
    let said = refused(&[&run]);
    assert!(said.contains("init.yaml") && said.contains("another run"), "{said}");
    std::fs::write(run.join("run.json"), "{}").unwrap();
    assert!(refused(&[&run]).contains("lists no files"));
    // A page without a name is report.html, where the command runs.
    let few = ["--samples", "200"];
    econ_emu().arg("report").arg(default_run()).args(few).current_dir(dir.path()).assert().success();
    assert!(std::fs::read_to_string(dir.path().join("report.html")).unwrap().contains("</html>"));
    // Data are read as everywhere else.
    let table = dir.path().join("calq.csv");
    let row = |charge: usize| vec![format!("{charge}.25"); 48].join(",");
    std::fs::write(&table, (1..90).map(|charge| row(charge) + "\n").collect::<String>()).unwrap();
    let said = |more: &[&str]| {
        let mut command = report(&[&default_run()], &dir.path().join("rounded.html"));
        String::from_utf8(command.args(more).output().unwrap().stderr).unwrap()
    };
    let data = ["--data", table.to_str().unwrap()];
    assert!(said(&data).contains("calq.csv") && said(&data).contains("--round"), "{}", said(&data));
    assert!(said(&["--round"]).contains("--data"), "{}", said(&["--round"]));
    assert!(!dir.path().join("rounded.html").exists());
    assert!(said(&[&data[..], &["--round"]].concat()).contains("4272 charges were rounded"));
    assert!(dir.path().join("rounded.html").exists());
    let output = econ_emu().args(["report", "x", "--samples", "0", "-o", "y"]).assert().code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("a number from 1 on"));
}

#[test]
fn one_bx_is_a_page_too() {
    let dir = tempfile::tempdir().unwrap();
    let page = dir.path().join("page.html");
    let set = default_run().join("golden");
    let mut command = econ_emu();
    command.arg("inspect").arg("--config").arg(set.join("init.yaml")).arg("--input").arg(set.join("testInput.csv"));
    command.args(["--bx", "20", "--html"]).arg(&page).assert().success();
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("row 20, BX 20; AE, Prod, 5 links") && page.contains("Link words out"));
}
