use super::*;
use crate::chip::{BxTrace, Chip, Stage};
use crate::golden::random::RandomInput;
use crate::network::AeBlock;
use crate::nn::Weights;
use crate::registers::{Algorithm, Generation};

fn config(algorithm: Algorithm, links: u8, seed: usize) -> ChipConfig {
    let network = AeBlock::chip_8x8();
    let value = |index: usize| ((37 * index + 11 * seed) % 64) as i32 - 32;
    ChipConfig {
        algorithm,
        links,
        weights: Some(Weights::from_fn(network.typed(), |_, index| value(index)).unwrap()),
        mux: std::array::from_fn(|cell| ((cell * 5 + seed) % 48) as u8),
        calibration: [2048; 48],
        thresholds: [2000; 48],
        buffer_t1: 420,
        buffer_t2: 300,
        buffer_t3: 25,
        ..ChipConfig::reset(Generation::Prod)
    }
}

/// Every algorithm, with packets that wait and packets that do not; resets of links.
fn settings() -> Vec<(ChipConfig, Options)> {
    let resets = Options { link_resets_econt: vec![100], link_resets_roct: vec![700], ..Options::default() };
    let late = Options { counter_reset_value: 3513, ..Options::default() };
    let links = [2, 5, 13];
    let all = Algorithm::ALL.into_iter().flat_map(|algorithm| links.map(|links| config(algorithm, links, 1)));
    all.flat_map(|config| [&resets, &late].map(|options| (config.clone(), options.clone()))).collect()
}

fn rows(count: usize) -> Vec<InputWords> {
    let mut rows: Vec<InputWords> = RandomInput::new(3).take(count).collect();
    rows.iter_mut().skip(50).step_by(1000).for_each(|row| row[0] = 0x9000_0000 | row[0] >> 4);
    rows
}

#[test]
fn a_stream_gives_the_words_of_the_chip_in_whatever_pieces() {
    let rows = rows(3000);
    for (config, options) in settings() {
        let mut chip = Chip::new(&config, &options).unwrap();
        let expected: Vec<OutputWords> = rows.iter().map(|words| chip.step(words, &mut NoTrace)).collect();
        for compiled in [false, true] {
            let model = Model::new(&config, &options).unwrap();
            assert!(!model.is_compiled());
            if compiled {
                assert_eq!(model.compile(), model.is_compiled());
            }
            let mut stream = Stream::new(&model);
            let (mut out, mut at) = (vec![[0; 13]; rows.len()], 0);
            for size in [1, 70, 3, 1, 300, 1, 1, 4, 513].into_iter().cycle() {
                let end = (at + size).min(rows.len());
                match size {
                    1 if at < end => out[at] = stream.step(&model, &rows[at]),
                    _ => stream.run(&model, &rows[at..end], &mut out[at..end]),
                }
                at = end;
                if at == rows.len() {
                    break;
                }
            }
            assert!(out == expected, "{} on {} links, {compiled}", config.algorithm, config.links);
            assert_eq!(stream.row(), rows.len() as u64);
        }
    }
}

#[test]
fn a_stream_goes_on_from_a_copy_and_from_bytes() {
    let rows = rows(600);
    for (config, options) in settings() {
        let model = Model::new(&config, &options).unwrap();
        let mut stream = Stream::new(&model);
        let all: Vec<OutputWords> = rows.iter().map(|words| stream.step(&model, words)).collect();
        stream.reset();
        let mut out = vec![[0; 13]; 300];
        stream.run(&model, &rows[..300], &mut out);
        assert!(out == all[..300]);
        let (saved, mut copy, mut other) = (stream.save(), stream.clone(), Stream::new(&model));
        other.restore(&saved).unwrap();
        assert_eq!((other.row(), other.next_bx(), other.waiting()), (300, stream.next_bx(), stream.waiting()));
        for stream in [&mut stream, &mut copy, &mut other] {
            stream.run(&model, &rows[300..], &mut out);
            assert!(out == all[300..]);
        }
    }
}

#[test]
fn charges_behind_the_front_end_give_the_words_of_the_row() {
    let rows = rows(400);
    for (config, options) in settings() {
        let model = Model::new(&config, &options).unwrap();
        let (mut stream, mut behind) = (Stream::new(&model), Stream::new(&model));
        for words in &rows {
            let mut trace = BxTrace::default();
            let expected = stream.step_traced(&model, words, &mut trace);
            let bx = Bx(trace.get(Stage::Erx).unwrap()[0] as u16);
            let charges = trace.get(Stage::Calibrate).unwrap();
            let charges: PerCell<Calq> = std::array::from_fn(|cell| Calq(charges[cell] as u32));
            assert_eq!(
                behind.step_charges(&model, bx, &charges),
                expected,
                "{} row {}",
                config.algorithm,
                stream.row()
            );
            assert_eq!(behind.save(), stream.save());
        }
    }
    let repeater = Model::new(&config(Algorithm::Repeater, 13, 1), &Options::default()).unwrap();
    let mut stream = Stream::new(&repeater);
    stream.step_charges(&repeater, Bx(3563), &[Calq(5); 48]);
    assert_eq!(stream.next_bx(), 0);
}

#[test]
fn kernels_leave_to_the_scalar_model_what_waits_from_another_model() {
    let waits = config(Algorithm::ThresholdSum, 2, 1);
    let fixed = config(Algorithm::Repeater, 2, 1);
    let [waits, compiled, scalar] =
        [&waits, &fixed, &fixed].map(|config| Model::new(config, &Options::default()).unwrap());
    assert!(compiled.compile());
    let mut stream = Stream::new(&waits);
    let rows = rows(200);
    let mut out = vec![[0; 13]; 100];
    stream.run(&waits, &rows[..100], &mut out);
    assert!(stream.waiting() > 0);
    let mut other = stream.clone();
    let mut expected = vec![[0; 13]; 100];
    stream.run(&compiled, &rows[100..], &mut out);
    other.run(&scalar, &rows[100..], &mut expected);
    assert_eq!(out, expected);
}

#[test]
fn bytes_that_are_no_saved_stream_are_refused() {
    let model = Model::new(&config(Algorithm::ThresholdSum, 2, 1), &Options::default()).unwrap();
    let mut stream = Stream::new(&model);
    stream.run(&model, &rows(40), &mut vec![[0; 13]; 40]);
    let saved = stream.save();
    for (bytes, words) in
        [(&saved[..100], "number of bytes"), (&[][..], "number of bytes"), (&[0; SAVED_BYTES], "no saved")]
    {
        let error = stream.restore(bytes).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
    for at in 0..SAVED_BYTES {
        let mut changed = saved;
        changed[at] ^= 0x10;
        assert!(stream.restore(&changed).is_err(), "byte {at}");
    }
    assert_eq!(stream.save(), saved, "as it was");
}

#[test]
fn the_encoder_alone_and_the_trace() {
    let options = Options::default();
    let model = Model::new(&config(Algorithm::Autoencoder, 5, 1), &options).unwrap();
    let mut stream = Stream::new(&model);
    let mut trace = BxTrace::default();
    stream.step_traced(&model, &rows(1)[0], &mut trace);
    let charges: Vec<Calq> = trace.get(Stage::Calibrate).unwrap().iter().map(|&charge| Calq(charge as u32)).collect();
    let saved = stream.save();
    let encoded = stream.encode(&model, &charges.try_into().unwrap()).unwrap();
    assert_eq!(stream.save(), saved);
    let (_, latents) = trace.stages.iter().rfind(|(stage, _)| matches!(stage, Stage::Layer(_))).unwrap();
    assert_eq!(encoded.latents.map(i64::from).to_vec(), *latents);
    let repeater = Model::new(&config(Algorithm::Repeater, 5, 1), &options).unwrap();
    assert_eq!(stream.encode(&repeater, &[Calq(0); 48]), None);
}

/// The words of a stream, before and after the model is compiled.
fn twice(model: &Model, rows: &[InputWords]) -> Vec<OutputWords> {
    let (mut stream, mut out) = (Stream::new(model), vec![[0; 13]; rows.len()]);
    stream.run(model, rows, &mut out);
    model.compile();
    stream.reset();
    let mut again = out.clone();
    stream.run(model, rows, &mut again);
    assert!(out == again);
    out
}

#[test]
fn threads_share_models() {
    fn shared<T: Send + Sync + 'static>() {}
    fn moved<T: Send + 'static>() {}
    shared::<Model>();
    moved::<Stream>();
    let rows = rows(200);
    let model = Model::new(&config(Algorithm::Autoencoder, 5, 1), &Options::default()).unwrap();
    std::thread::scope(|scope| {
        let threads = [(); 4].map(|()| scope.spawn(|| twice(&model, &rows)));
        let words = threads.map(|thread| thread.join().unwrap());
        assert!(words.iter().all(|own| *own == words[0]));
    });
}
