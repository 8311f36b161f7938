//! Quantisers that are written out as arithmetic: a factor, a rounding, limits, and the factor back.

use super::numbers::{MAX_SUM_BITS, number_with, signed_bits};
use super::{Data, Importer, Pending};
use crate::error::Result;
use crate::interchange::graph::{Id, refused};
use crate::nn::{Format, Function, Number, Op, Overflow, Rounding};

impl Importer<'_> {
    /// Values that become integers.
    pub(super) fn rounded(&mut self, id: Id, data: &Data, rounding: Rounding) -> Result<Data> {
        let mut data = match data.pending {
            Some(Pending { rounding: Some(_), .. }) => self.quantiser(id, data)?,
            _ => self.passed(id, data),
        };
        // What was limited before is limited to the rounded ends.
        let Pending { low, high, .. } = data.pending.unwrap_or_default();
        let [low, high] = [low, high].map(|limit| match rounding {
            Rounding::Floor => limit.map(f32::floor),
            _ => limit.map(f32::round_ties_even),
        });
        data.pending = Some(Pending { rounding: Some(rounding), low, high, by: id });
        Ok(data)
    }

    /// Values that end at a number, below or above.
    pub(super) fn limited(&mut self, id: Id, data: &Data, limit: f32, above: bool) -> Result<Data> {
        let mut data = self.passed(id, data);
        let pending = data.pending.get_or_insert_default();
        pending.by = id;
        // Of two limits on a side the tighter one counts.
        match above {
            true => pending.high = Some(pending.high.map_or(limit, |other| other.min(limit))),
            false => pending.low = Some(pending.low.map_or(limit, |other| other.max(limit))),
        }
        Ok(data)
    }

    /// Values as they are, with nothing left to do.
    pub(super) fn settled(&mut self, id: Id, data: &Data) -> Result<Data> {
        let data = self.quantiser(id, data)?;
        if data.shift == 0 {
            return Ok(data);
        }
        let factor = libm::ldexp(1.0, data.shift) as f32;
        let channels = self.built[data.source].shape.last().copied().unwrap_or(1);
        let by = data.shifted;
        let scaled = self.affine(id, &Data { shift: 0, ..data }, &vec![factor; channels])?;
        self.built[scaled.source].origin = by;
        Ok(scaled)
    }

    /// Rounding and limits that wait become a number format.
    pub(super) fn quantiser(&mut self, id: Id, data: &Data) -> Result<Data> {
        let Some(pending) = data.pending else { return Ok(data.clone()) };
        let node = &self.graph.nodes[id];
        let data = Data { pending: None, ..data.clone() };
        let built = &self.built[data.source];
        let fixed = built.number.format();
        let own = built.number.places(0);
        let places = match (pending.rounding, fixed) {
            // Already integers.
            (Some(_), Some(_)) if own <= data.shift => own,
            (Some(_), _) => data.shift,
            (None, Some(_)) => own,
            (None, None) => {
                let node = &self.graph.nodes[pending.by];
                return Err(refused(node, "limits of real numbers are no operation of a description".to_owned())
                    .hint("with a rounding they would be a number format"));
            }
        };
        let range = fixed.map(|format| {
            let positive = matches!(built.op, Some(Op::Activation { function: Function::Relu }));
            let least = if positive { 0 } else { format.min_raw() };
            // The largest may be rounded up.
            let drop = u32::try_from(own - places).unwrap_or(0).min(62);
            let up = drop > 0 && pending.rounding.is_some_and(|rounding| rounding != Rounding::Floor);
            [i128::from(least >> drop), i128::from(format.max_raw() >> drop) + i128::from(up)]
        });
        // A limit in units of the last place, if values lie beyond it.
        let mut cuts = [None; 2];
        for (end, limit) in [pending.low, pending.high].into_iter().enumerate() {
            let Some(limit) = limit else { continue };
            let scaled = libm::ldexp(limit.into(), places - data.shift);
            let is_beyond = match (range, end) {
                (None, _) => true,
                (Some([least, _]), 0) => (least as f64) < scaled,
                (Some([_, most]), _) => most as f64 > scaled,
            };
            if !is_beyond {
                continue;
            }
            if scaled.fract() != 0.0 || scaled.abs() >= libm::ldexp(1.0, 40) {
                return Err(refused(node, "a limit is no number of its format".to_owned()).found(limit));
            }
            cuts[end] = Some(scaled as i128);
        }
        let [cut_low, cut_high] = cuts;
        if places == own && fixed.is_some() && cut_low.is_none() && cut_high.is_none() {
            return Ok(data);
        }
        let ends = [cut_low.or(range.map(|[least, _]| least)), cut_high.or(range.map(|[_, most]| most))];
        let [Some(least), Some(most)] = ends else {
            return Err(refused(node, "rounded values have no limits".to_owned())
                .hint("quantise the input, or limit the values on both sides"));
        };
        let signed = least < 0;
        let bits = (signed_bits(least, most) - u32::from(!signed)).max(1);
        let format = Format { signed, ..Format::unsigned(bits.min(MAX_SUM_BITS), 0) };
        fn exact(cut: Option<i128>, end: i64) -> bool {
            cut.is_none_or(|cut| cut == i128::from(end))
        }
        if !exact(cut_low, format.min_raw()) || !exact(cut_high, format.max_raw()) || bits > MAX_SUM_BITS {
            return Err(refused(node, "the limits are not the ends of a number format".to_owned())
                .found(format!("{least}..={most} in units of 2^{}", -places))
                .allowed(format!("{}..={}", format.min_raw(), format.max_raw())));
        }
        let overflow = if cut_low.or(cut_high).is_some() { Overflow::Saturate } else { Overflow::Never };
        let rounding = pending.rounding.unwrap_or_default();
        let number = match number_with(signed, bits, &[places]).map_err(|fault| refused(node, fault))? {
            Number::Fixed { format, exponents } => {
                Number::Fixed { format: format.with_rounding(rounding).with_overflow(overflow), exponents }
            }
            Number::Float32 => Number::Float32,
        };
        let shift = data.shift;
        Ok(Data { shift, ..self.quantised(id, &data, number)? })
    }
}
