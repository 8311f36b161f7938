//! A set of models for CMSSW's HGCalConcentratorAutoEncoderImpl: a pair of graphs for each number of links, and the
//! settings that go with them (docs/sources.md, CMSSW).
//!
//! Each encoder computes in the chip's integers and cuts its latents to the bits that a packet of its links carries. On
//! that grid CMSSW's own rounding of the latents changes nothing.
//!
//! CMSSW numbers trigger cells as Ecoder does, in training order; here cells are in post-MUX order.

use std::fmt::Write;

use super::model::ModelContender;
use super::refit;
use crate::chip::autoencoder::packet::latent_bits;
use crate::data::cells::TRAINING;
use crate::error::{Error, Result};
use crate::interchange::export::{DecoderExport, ExportForm, ModelExport, ModelFormat};
use crate::network::{AeBlock, CELLS, Image, LATENT_BITS, LATENTS, NORMALISED_FRAC_BITS};
use crate::registers::LatentWidths;
use crate::version;

/// Numbers of links for which settings are given: 0 to 14.
const LINKS: u8 = 15;

/// The name of the file of settings.
pub const SETTINGS: &str = "autoEncoder_cfi.py";

/// Where CMSSW looks for the graphs.
const DIRECTORY: &str = "L1Trigger/L1THGCal/data";

/// A set: files, and what is to be said of them.
#[derive(Debug, Clone)]
pub struct CmsswSet {
    /// The files, each with its name.
    pub files: Vec<(String, Vec<u8>)>,
    /// A line for each number of links.
    pub remarks: Vec<String>,
}

/// Makes the set of models, each trained for a number of links of its own. Their decoders get `inputs` numbers: 16 latents,
/// or with conditions 18 or 24. A decoder of 16 is refitted, where the model's takes more.
///
/// # Errors
/// Models for the same or any number of links, or of different networks; decoders that take another number of inputs
/// than 18 or 24, where these are asked for; and those of exports.
pub fn set(models: &[ModelContender], inputs: usize) -> Result<CmsswSet> {
    let models = sorted(models)?;
    let mut set = CmsswSet { files: Vec::new(), remarks: Vec::new() };
    let (mut decoder_image, mut graphs) = (None, Vec::new());
    for &(links, model) in &models {
        let bits = model.latent_widths(links)?;
        let (decoder, remark) = decoder(model, inputs, bits)?;
        set.remarks.push(format!("{links} links: {remark}"));
        let export = ModelExport {
            network: &model.network,
            parameters: &model.parameters,
            decoder: Some(&decoder),
            form: ExportForm::Chip,
            bits: Some(bits),
        };
        for format in [ModelFormat::Tf, ModelFormat::Onnx] {
            let named =
                |(name, contents): (String, Vec<u8>)| (name.replacen('.', &format!("_{links}eLinks."), 1), contents);
            set.files.extend(export.files(format)?.into_iter().map(named));
        }
        graphs.push((links, bits));
        decoder_image.get_or_insert(image_of(&decoder, &model.network));
    }
    // There is at least one model.
    if let (Some((_, first)), Some(image)) = (models.first(), decoder_image) {
        let text = settings(&graphs, &first.network.image(), &image, inputs);
        set.files.push((SETTINGS.to_owned(), text.into_bytes()));
    }
    Ok(set)
}

/// The models with their numbers of links, in order.
fn sorted(models: &[ModelContender]) -> Result<Vec<(u8, &ModelContender)>> {
    let mut sorted = Vec::new();
    for model in models {
        let any =
            || Error::new("the model is for any number of links, and the set needs one for each").file(&model.path);
        sorted.push((model.links().ok_or_else(any)?, model));
    }
    sorted.sort_by_key(|&(links, _)| links);
    for pair in sorted.windows(2) {
        let [(links, first), (other, second)] = pair else { continue };
        let (image, conditions) = (first.network.image(), first.decoder.conditions());
        let fault = match () {
            () if links == other => "two models are for the same number of links",
            () if image != second.network.image() => "the models read different images, and CMSSW fills one",
            () if conditions != second.decoder.conditions() => {
                "the models have decoders of different inputs, and CMSSW fills one shape"
            }
            () => continue,
        };
        let found = format!("{links} links in {}", first.path.display());
        return Err(Error::new(fault).file(&second.path).found(found));
    }
    match sorted.is_empty() {
        true => Err(Error::new("no models for the set").allowed("training runs, each for another number of links")),
        false => Ok(sorted),
    }
}

/// The decoder of a model with so many inputs, and how good it is.
fn decoder(model: &ModelContender, inputs: usize, bits: LatentWidths) -> Result<(DecoderExport, String)> {
    let own = LATENTS + model.decoder.conditions().count();
    if own == inputs {
        let (telescope, samples) = refit::telescope(model, bits)?;
        let text =
            format!("telescope {telescope:.3e} with the run's decoder of {own} inputs, on {samples} synthetic samples");
        return Ok((model.decoder.export()?, text));
    }
    if inputs != LATENTS {
        return Err(Error::new("the decoder of the run takes another number of inputs")
            .file(&model.path)
            .field("--decoder-inputs")
            .found(inputs)
            .allowed(if own == LATENTS { own.to_string() } else { format!("{own}, or {LATENTS}, which is refitted") })
            .hint("a run of 'econ-emu train --no-received-sum' takes 18 with --decoder sum-eta, 24 with conditional"));
    }
    let fitted = refit::refit(model, bits)?;
    let text = format!(
        "telescope {:.3e} with a decoder of {LATENTS} inputs, refitted by least squares; {:.3e} with the run's of {own}, on \
         {} synthetic samples",
        fitted.telescope, fitted.full, fitted.samples
    );
    Ok((fitted.decoder, text))
}

/// The image that a decoder gives: the encoder's, or that of the chip.
fn image_of(decoder: &DecoderExport, network: &AeBlock) -> Image {
    let own = network.image();
    let output = decoder.network.outputs().first().map(|&id| decoder.network.node(id).shape.clone());
    match output.as_deref() {
        Some([height, width, channels]) if (*height, *width, *channels) != (own.height, own.width, own.channels) => {
            AeBlock::chip_8x8().image()
        }
        _ => own,
    }
}

/// The trigger cell of each pixel in CMSSW's numbers, -1 for a pixel that is always zero.
fn cells_of(image: &Image) -> Vec<i32> {
    image.cells.iter().map(|&cell| usize::try_from(cell).map_or(-1, |cell| TRAINING[cell].into())).collect()
}

/// A list of numbers in lines.
fn list(kind: &str, numbers: &[i32]) -> String {
    let lines: Vec<String> =
        numbers.chunks(16).map(|chunk| chunk.iter().map(i32::to_string).collect::<Vec<_>>().join(", ")).collect();
    match lines.as_slice() {
        [one] => format!("cms.{kind}({one})"),
        _ => format!("cms.{kind}(\n        {},\n    )", lines.join(",\n        ")),
    }
}

/// The bits that CMSSW is to leave of every latent: as many as the widest one has where a graph cuts each for itself.
fn bits_left(graphs: &[(u8, LatentWidths)], links: u8) -> u32 {
    match graphs.iter().find(|(own, _)| *own == links) {
        Some((_, widths)) => widths.0.iter().copied().max().unwrap_or_default().into(),
        None => latent_bits(links),
    }
}

/// The settings for the graphs of these numbers of links, which leave these bits of the latents.
fn settings(graphs: &[(u8, LatentWidths)], encoder: &Image, decoder: &Image, inputs: usize) -> String {
    fn name(links: u8) -> String {
        format!("autoEncoder_training_{links}eLinks")
    }
    let mut text = format!(
        "# Settings of HGCalConcentratorAutoEncoderImpl for the graphs beside this file, by {}.\n\
         # The graphs go to {DIRECTORY}; autoEncoder_parameters into the concentrator's processor.\n\
         # The .onnx files are the same functions for ONNX Runtime.\n\
         import FWCore.ParameterSet.Config as cms\n",
        version::program()
    );
    for (links, widths) in graphs.iter().filter(|(_, widths)| widths.uniform().is_none()) {
        let _ = writeln!(text, "# The graph of {links} links itself leaves these bits of the latents: {widths}.");
    }
    for &(links, _) in graphs {
        let [encoder, decoder] =
            ["encoder", "decoder"].map(|part| format!("cms.FileInPath('{DIRECTORY}/{part}_{links}eLinks.pb')"));
        let _ = write!(
            text,
            "\n{} = cms.PSet(\n    encoderModelFile = {encoder},\n    decoderModelFile = {decoder},\n)\n",
            name(links)
        );
    }
    let shape = |image: &Image| format!("cms.vuint32(1, {}, {}, {})", image.height, image.width, image.channels);
    let (cells, decoded) = (cells_of(encoder), cells_of(decoder));
    let inverse: Vec<i32> = (0..CELLS as i32)
        .map(|cell| decoded.iter().position(|&own| own == cell).map_or(-1, |pixel| pixel as i32))
        .collect();
    let bits: Vec<i32> = (0..LINKS).map(|links| bits_left(graphs, links) as i32).collect();
    // The graph of the most links that there are: those above send no more, and those of fewer links are cut once more.
    let graph = |n: u8| graphs.iter().filter(|&&(own, _)| own <= n).count().saturating_sub(1) as i32;
    let map: Vec<i32> = (0..LINKS).map(graph).collect();
    let models: Vec<String> = graphs.iter().map(|&(links, _)| name(links)).collect();
    let _ = write!(
        text,
        "\nautoEncoder_parameters = cms.PSet(\n    \
         # Pixel of the encoder's image to trigger cell; -1 is a zero.\n    \
         cellRemap = {},\n    \
         # The same of the decoder's image: no cell is there twice.\n    \
         cellRemapNoDuplicates = {},\n    \
         # Trigger cell to pixel of the decoder's image.\n    \
         cellRemapInverse = {},\n    \
         # Charges are shifted so that their sum is 1 to 2 in units of 2^{}, and cut.\n    \
         bitShiftNormalization = cms.bool(True),\n    \
         nBitsPerInput = cms.int32({}),\n    \
         maxBitsPerOutput = cms.int32({LATENT_BITS}),\n    \
         bitsPerLink = {},\n    \
         linkToGraphMap = {},\n    \
         modelFiles = cms.VPSet([{}]),\n    \
         encoderShape = {},\n    \
         decoderShape = cms.vuint32(1, {inputs}),\n    \
         preserveModuleSum = cms.bool(True),\n    \
         zeroSuppresionThreshold = cms.double(0.1),\n)\n",
        list("vint32", &cells),
        list("vint32", &decoded),
        list("vint32", &inverse),
        NORMALISED_FRAC_BITS,
        NORMALISED_FRAC_BITS + 1,
        list("vint32", &bits),
        list("vuint32", &map),
        models.join(", "),
        shape(encoder),
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arrangements of the public networks in CMSSW's numbers (docs/sources.md, Ecoder), without the repeated cells.
    #[test]
    fn cells_are_those_of_the_public_arrangements() {
        let first = [28, 29, 30, 31, 0, 4, 8, 12, 24, 25, 26, 27, 1, 5, 9, 13];
        let chip = cells_of(&AeBlock::chip_8x8().image());
        assert_eq!(chip[..16], first);
        assert_eq!(chip[32..40], [47, 43, 39, 35, -1, -1, -1, -1]);
        assert_eq!(chip[60..], [-1; 4]);
        for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            let mut cells: Vec<i32> = cells_of(&network.image()).into_iter().filter(|&cell| cell >= 0).collect();
            cells.sort_unstable();
            assert!(cells.into_iter().eq(0..48));
        }
    }

    #[test]
    fn links_find_the_graph_of_the_most_links() {
        let image = AeBlock::chip_8x8().image();
        for (links, map) in [
            (&[2, 3, 4, 5][..], "linkToGraphMap = cms.vuint32(0, 0, 0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3)"),
            (&[3], "linkToGraphMap = cms.vuint32(0, 0, 0, 0, 0, 0, 0,"),
            (&[2, 5], "linkToGraphMap = cms.vuint32(0, 0, 0, 0, 0, 1, 1,"),
        ] {
            let graphs: Vec<_> = links.iter().map(|&links| (links, latent_bits(links).into())).collect();
            let text = settings(&graphs, &image, &image, 16);
            assert!(text.contains(map), "{text}");
            assert!(text.contains("bitsPerLink = cms.vint32(0, 1, 3, 5, 7, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9)"), "{text}");
        }
        // What a graph cuts for each latent CMSSW leaves as it is.
        let uneven = LatentWidths([7, 6, 4, 4, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2]);
        let text = settings(&[(2, uneven), (5, 9.into())], &image, &image, 16);
        assert!(text.contains("bitsPerLink = cms.vint32(0, 1, 7, 5, 7, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9)"), "{text}");
        assert!(text.contains("2 links itself leaves these bits of the latents: 7,6,4,4,3"), "{text}");
    }
}
