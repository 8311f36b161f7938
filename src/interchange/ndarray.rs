//! Arrays of 32-bit floats and what graphs do with them. Sums of products are made in 64 bits.
//!
//! Integers and truth values of a graph are floats here: lengths and indices are far below 2^24.

use half::{bf16, f16};

use crate::files::memory;

/// Most elements of an array, and most products of one operation: far above what encoders and decoders have, and
/// low enough that no file makes the program run for minutes.
const MAX_ELEMENTS: usize = 1 << 24;
const MAX_PRODUCTS: usize = 1 << 30;

/// Most lengths of an array.
const MAX_RANK: usize = 32;

/// Bytes of memory for each element of a result: itself, and what operations keep beside it.
const BYTES: u64 = 16;

/// What is wrong, in one sentence.
pub type Fault = String;

/// An array, the last index fastest.
#[derive(Debug, Clone, PartialEq)]
pub struct NdArray {
    /// Lengths.
    pub shape: Vec<usize>,
    /// Values.
    pub values: Vec<f32>,
}

/// Why a graph that rounds its values to 16 bits is refused.
pub(super) const CAST_TO_16_BITS: &str = "values that are rounded to floats of 16 bits are not supported";

/// Floats of 16 bits whose bits stand in words; none if a word has more.
pub(super) fn halves(words: &[i32]) -> Option<Vec<f32>> {
    words.iter().map(|&word| Some(f16::from_bits(u16::try_from(word).ok()?).to_f32())).collect()
}

/// The same of bfloat16.
pub(super) fn bfloats(words: &[i32]) -> Option<Vec<f32>> {
    words.iter().map(|&word| Some(bf16::from_bits(u16::try_from(word).ok()?).to_f32())).collect()
}

/// Number of elements of a shape for which there is room.
///
/// # Errors
/// Too many.
pub fn count(shape: &[usize]) -> Result<usize, Fault> {
    check_rank(shape.len())?;
    // Also the steps of an empty array must not be too large.
    let all = shape.iter().try_fold(1usize, |all, &length| all.checked_mul(length.max(1)));
    let all = all.filter(|&all| all <= MAX_ELEMENTS);
    let all = all.ok_or_else(|| format!("an array of shape {shape:?} is too large"))?;
    if !memory::has_room(BYTES * all as u64) {
        return Err(format!(
            "an array of shape {shape:?} is too large for the memory that is left; --memory allows more"
        ));
    }
    Ok(shape.iter().product())
}

fn check_rank(rank: usize) -> Result<(), Fault> {
    if rank <= MAX_RANK { Ok(()) } else { Err(format!("an array of {rank} lengths, and {MAX_RANK} are the most")) }
}

fn check_products(factors: &[usize]) -> Result<(), Fault> {
    let all = factors.iter().try_fold(1usize, |all, &factor| all.checked_mul(factor));
    all.filter(|&all| all <= MAX_PRODUCTS).map(|_| ()).ok_or_else(|| "the layer is too large".to_owned())
}

/// Position of every index of a shape in an array that has other steps for each length, from a position on.
struct Positions {
    shape: Vec<usize>,
    steps: Vec<isize>,
    index: Vec<usize>,
    at: isize,
    left: usize,
}

impl Positions {
    fn new(shape: &[usize], steps: impl IntoIterator<Item = isize>, first: isize) -> Self {
        let (index, left) = (vec![0; shape.len()], shape.iter().product());
        Positions { shape: shape.to_vec(), steps: steps.into_iter().collect(), index, at: first, left }
    }

    /// The positions of a part of an array of a shape, whose first element stands at a position.
    fn within(shape: &[usize], part: &[usize], first: usize) -> Self {
        Positions::new(part, steps(shape).into_iter().map(|step| step as isize), first as isize)
    }
}

impl Iterator for Positions {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        self.left = self.left.checked_sub(1)?;
        let at = self.at;
        for ((index, &length), &step) in self.index.iter_mut().zip(&self.shape).zip(&self.steps).rev() {
            *index += 1;
            self.at += step;
            if *index < length {
                break;
            }
            self.at -= step * length as isize;
            *index = 0;
        }
        Some(at as usize)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// Steps of an array between neighbours along each length.
fn steps(shape: &[usize]) -> Vec<usize> {
    let mut all = vec![1; shape.len()];
    for at in (1..shape.len()).rev() {
        all[at - 1] = all[at] * shape[at];
    }
    all
}

/// The axis of a number that may count from the end.
///
/// # Errors
/// No such axis.
pub fn axis(number: i64, rank: usize) -> Result<usize, Fault> {
    let at = if number < 0 { number + rank as i64 } else { number };
    usize::try_from(at).ok().filter(|&at| at < rank).ok_or_else(|| format!("no axis {number} of {rank}"))
}

impl NdArray {
    /// An array.
    ///
    /// # Errors
    /// Another number of values than the shape has, or far too many.
    pub fn new(shape: Vec<usize>, values: Vec<f32>) -> Result<Self, Fault> {
        match count(&shape)? {
            needed if needed == values.len() => Ok(NdArray { shape, values }),
            needed => Err(format!("{} values for shape {shape:?} of {needed}", values.len())),
        }
    }

    /// One number.
    pub fn scalar(value: f32) -> Self {
        NdArray { shape: Vec::new(), values: vec![value] }
    }

    /// A vector of numbers.
    pub fn vector(values: Vec<f32>) -> Self {
        NdArray { shape: vec![values.len()], values }
    }

    /// Its values as integers.
    pub fn integers(&self) -> Vec<i64> {
        self.values.iter().map(|&value| value as i64).collect()
    }

    /// Number of lengths.
    pub fn rank(&self) -> usize {
        self.shape.len()
    }

    /// A function of each value.
    pub fn map(&self, function: impl Fn(f32) -> f32) -> Self {
        NdArray { shape: self.shape.clone(), values: self.values.iter().map(|&value| function(value)).collect() }
    }

    /// A function of two arrays, each repeated where it has length 1 or no such length.
    ///
    /// # Errors
    /// Lengths that differ.
    pub fn with(&self, other: &NdArray, function: impl Fn(f32, f32) -> f32) -> Result<Self, Fault> {
        if self.shape == other.shape {
            let values = self.values.iter().zip(&other.values).map(|(&a, &b)| function(a, b)).collect();
            return Ok(NdArray { shape: self.shape.clone(), values });
        }
        let shape = common(&self.shape, &other.shape)?;
        let pairs = self.repeated(&shape)?.zip(other.repeated(&shape)?);
        let values = pairs.map(|(a, b)| function(self.values[a], other.values[b])).collect();
        Ok(NdArray { shape, values })
    }

    fn misfit(&self, shape: &[usize]) -> Fault {
        format!("shape {:?} does not fit {shape:?}", self.shape)
    }

    /// The array repeated to a shape.
    ///
    /// # Errors
    /// Lengths that differ.
    pub fn expand(&self, shape: &[usize]) -> Result<Self, Fault> {
        if self.shape == shape {
            return Ok(self.clone());
        }
        let values = self.repeated(shape)?.map(|at| self.values[at]).collect();
        Ok(NdArray { shape: shape.to_vec(), values })
    }

    /// Where the elements of the array repeated to a shape stand in it.
    fn repeated(&self, shape: &[usize]) -> Result<Positions, Fault> {
        let missing = shape.len().checked_sub(self.rank()).ok_or_else(|| self.misfit(shape))?;
        if count(shape)? == 0 {
            return Err("an array is empty".to_owned());
        }
        let mut own = vec![0; missing];
        for ((&length, &to), step) in self.shape.iter().zip(&shape[missing..]).zip(steps(&self.shape)) {
            own.push(match length {
                1 => 0,
                _ if length == to => step as isize,
                _ => return Err(self.misfit(shape)),
            });
        }
        Ok(Positions::new(shape, own, 0))
    }

    /// The same values in another shape; -1 is the length that is left.
    ///
    /// # Errors
    /// Another number of elements.
    pub fn reshape(&self, lengths: &[i64]) -> Result<Self, Fault> {
        check_rank(lengths.len())?;
        let known: Vec<usize> = lengths.iter().filter_map(|&length| usize::try_from(length).ok()).collect();
        let known = count(&known)?;
        let left = self.values.len().checked_div(known).unwrap_or(0);
        let shape = lengths.iter().map(|&length| if length == -1 { Some(left) } else { usize::try_from(length).ok() });
        let reshaped = shape.collect::<Option<_>>().and_then(|shape| NdArray::new(shape, self.values.clone()).ok());
        reshaped.ok_or_else(|| format!("{} values (shape {:?}) in shape {lengths:?}", self.values.len(), self.shape))
    }

    /// Lengths in another order: length `order[k]` becomes length `k`.
    ///
    /// # Errors
    /// An order that is none of so many lengths.
    pub fn transpose(&self, order: &[i64]) -> Result<Self, Fault> {
        check_rank(order.len())?;
        let order = order.iter().map(|&at| axis(at, self.rank())).collect::<Result<Vec<_>, _>>()?;
        if (0..self.rank()).any(|at| !order.contains(&at)) || order.len() != self.rank() {
            return Err(format!("no order of {} lengths: {order:?}", self.rank()));
        }
        let own = steps(&self.shape);
        let shape: Vec<usize> = order.iter().map(|&at| self.shape[at]).collect();
        count(&shape)?;
        let moved = order.iter().map(|&at| own[at] as isize);
        let values = Positions::new(&shape, moved, 0).map(|at| self.values[at]).collect();
        Ok(NdArray { shape, values })
    }

    /// Rows (samples, inputs) times a matrix (inputs, outputs).
    ///
    /// # Errors
    /// Other ranks, lengths that differ.
    pub fn matmul(&self, matrix: &NdArray) -> Result<Self, Fault> {
        let (&[rows, inputs], &[from, outputs]) = (self.shape.as_slice(), matrix.shape.as_slice()) else {
            return Err(format!("a product of shapes {:?} and {:?}", self.shape, matrix.shape));
        };
        if inputs != from {
            return Err(format!("a product of shapes {:?} and {:?}", self.shape, matrix.shape));
        }
        check_products(&[rows, inputs, outputs])?;
        let shape = vec![rows, outputs];
        let mut values = Vec::with_capacity(count(&shape)?);
        for row in self.values.chunks(inputs.max(1)).take(rows) {
            let mut sums = vec![0.0f64; outputs];
            for (&value, weights) in row.iter().zip(matrix.values.chunks(outputs.max(1))) {
                sums.iter_mut().zip(weights).for_each(|(sum, &weight)| *sum += f64::from(value) * f64::from(weight));
            }
            values.extend(sums.into_iter().map(|sum| sum as f32));
        }
        NdArray::new(shape, values)
    }

    /// Parts of each length: from, up to (may be -1 for "past the first" with a negative step), step.
    ///
    /// # Errors
    /// A step of 0, another number of parts.
    pub fn slice(&self, parts: &[(i64, i64, i64)]) -> Result<Self, Fault> {
        if parts.len() != self.rank() {
            return Err(format!("{} parts of an array of {} lengths", parts.len(), self.rank()));
        }
        let (mut shape, mut moved, mut first) = (Vec::new(), Vec::new(), 0);
        for ((&length, step), &(from, to, by)) in self.shape.iter().zip(steps(&self.shape)).zip(parts) {
            let last = length as i64 - 1;
            // The first place, and how far it may go from there.
            let (begin, room) = match by {
                0 => return Err("a step of 0".to_owned()),
                1.. => (from.max(0), to.min(length as i64).saturating_sub(from.max(0))),
                _ => (from.min(last), from.min(last).saturating_sub(to.max(-1))),
            };
            let chosen = u64::try_from(room).unwrap_or(0).div_ceil(by.unsigned_abs()) as usize;
            shape.push(chosen);
            // A step that is taken stays inside.
            moved.push(if chosen > 1 { by as isize * step as isize } else { 0 });
            first += if chosen > 0 { begin as isize * step as isize } else { 0 };
        }
        count(&shape)?;
        let values = Positions::new(&shape, moved, first).map(|at| self.values[at]).collect();
        NdArray::new(shape, values)
    }

    /// Elements of one length, in this order; the shape of the indices replaces that length.
    ///
    /// # Errors
    /// Indices beyond the length.
    pub fn gather(&self, indices: &NdArray, along: usize) -> Result<Self, Fault> {
        let length = self.shape[along];
        count(&indices.shape)?;
        let chosen = indices.integers().into_iter().map(|at| axis(at, length)).collect::<Result<Vec<_>, _>>()?;
        let (outer, inner) = (count(&self.shape[..along])?, count(&self.shape[along + 1..])?);
        let mut shape = self.shape[..along].to_vec();
        shape.extend(&indices.shape);
        shape.extend(&self.shape[along + 1..]);
        let mut values = Vec::with_capacity(count(&shape)?);
        for block in 0..outer {
            for &at in &chosen {
                values.extend(&self.values[(block * length + at) * inner..][..inner]);
            }
        }
        NdArray::new(shape, values)
    }

    /// Arrays side by side along one length.
    ///
    /// # Errors
    /// Other lengths that differ.
    pub fn concat(parts: &[&NdArray], along: usize) -> Result<Self, Fault> {
        let first = parts.first().ok_or("nothing to put side by side")?;
        let mut shape = first.shape.clone();
        let same = |part: &&NdArray| {
            part.rank() == shape.len() && (0..shape.len()).all(|at| at == along || part.shape[at] == shape[at])
        };
        if along >= shape.len() || !parts.iter().all(same) {
            let shapes: Vec<&[usize]> = parts.iter().map(|part| &part.shape[..]).collect();
            return Err(format!("shapes {shapes:?} side by side along length {along}"));
        }
        shape[along] = parts.iter().map(|part| part.shape[along]).sum();
        let (outer, inner) = (count(&shape[..along])?, count(&shape[along + 1..])?);
        let mut values = Vec::with_capacity(count(&shape)?);
        for block in 0..outer {
            for part in parts {
                let size = part.shape[along] * inner;
                values.extend(&part.values[block * size..][..size]);
            }
        }
        NdArray::new(shape, values)
    }

    /// Values around the array: how many before and after, for each length; negative numbers cut.
    ///
    /// # Errors
    /// Another number of lengths.
    pub fn pad(&self, around: &[(i64, i64)], value: f32) -> Result<Self, Fault> {
        if around.len() != self.rank() {
            return Err(format!("{} paddings of an array of {} lengths", around.len(), self.rank()));
        }
        let length = |(&own, &(before, after)): (&usize, &(i64, i64))| {
            usize::try_from((own as i64).saturating_add(before).saturating_add(after))
                .map_err(|_| "all is cut".to_owned())
        };
        let shape = self.shape.iter().zip(around).map(length).collect::<Result<Vec<_>, _>>()?;
        let mut values = vec![value; count(&shape)?];
        // Places that exist in both.
        let (mut kept, mut from, mut to) = (Vec::new(), 0, 0);
        let lengths = self.shape.iter().zip(&shape).zip(around);
        for (((&own, &new), &(before, _)), (step, new_step)) in
            lengths.zip(steps(&self.shape).into_iter().zip(steps(&shape)))
        {
            let (cut, moved) = (before.min(0).unsigned_abs() as usize, before.max(0) as usize);
            kept.push(own.saturating_sub(cut).min(new.saturating_sub(moved)));
            from += cut.min(own) * step;
            to += moved.min(new) * new_step;
        }
        let places = Positions::within(&self.shape, &kept, from).zip(Positions::within(&shape, &kept, to));
        places.for_each(|(from, to)| values[to] = self.values[from]);
        NdArray::new(shape, values)
    }

    /// One number for the elements along some lengths; `keep` leaves these with length 1.
    ///
    /// # Errors
    /// No such length.
    pub fn reduce(
        &self,
        along: &[i64],
        keep: bool,
        start: f32,
        function: impl Fn(f32, f32) -> f32,
    ) -> Result<Self, Fault> {
        let along = along.iter().map(|&at| axis(at, self.rank())).collect::<Result<Vec<_>, _>>()?;
        let kept: Vec<bool> = (0..self.rank()).map(|at| !along.contains(&at)).collect();
        let shape: Vec<usize> = (0..self.rank()).map(|at| if kept[at] { self.shape[at] } else { 1 }).collect();
        let own = steps(&shape).into_iter().zip(&kept).map(|(step, &kept)| if kept { step as isize } else { 0 });
        let own: Vec<isize> = own.collect();
        let mut values = vec![start; count(&shape)?];
        for (place, &value) in Positions::new(&self.shape, own, 0).zip(&self.values) {
            values[place] = function(values[place], value);
        }
        let lengths = (0..self.rank()).filter(|&at| keep || kept[at]).map(|at| shape[at]).collect();
        NdArray::new(lengths, values)
    }

    /// Rows, columns and channels of images (sample, row, column, channel).
    fn image(&self) -> Result<[usize; 4], Fault> {
        self.shape.as_slice().try_into().map_err(|_| format!("shape {:?} instead of images", self.shape))
    }

    /// Convolution with a kernel (row, column, input, output).
    ///
    /// # Errors
    /// Lengths that do not fit.
    pub fn convolve(&self, kernel: &NdArray, window: &Window) -> Result<Self, Fault> {
        let ([samples, _, _, inputs], [rows, columns, from, outputs]) = (self.image()?, kernel.image()?);
        if inputs != from {
            return Err(format!("images of {inputs} channels, a kernel of {from}"));
        }
        let (height, width) = window.lengths(self, [rows, columns])?;
        let shape = vec![samples, height, width, outputs];
        check_products(&[count(&shape)?, rows, columns, inputs])?;
        let mut values = Vec::with_capacity(count(&shape)?);
        for place in 0..samples * height * width {
            let mut sums = vec![0.0f64; outputs];
            for (tap, pixel) in window.taps(self, [rows, columns], place, [height, width]) {
                let pixels = &self.values[pixel * inputs..][..inputs];
                let weights = kernel.values[tap * inputs * outputs..].chunks(outputs.max(1));
                for (&pixel, weights) in pixels.iter().zip(weights) {
                    sums.iter_mut()
                        .zip(weights)
                        .for_each(|(sum, &weight)| *sum += f64::from(pixel) * f64::from(weight));
                }
            }
            values.extend(sums.into_iter().map(|sum| sum as f32));
        }
        NdArray::new(shape, values)
    }

    /// Transposed convolution with a kernel (row, column, output, input) to images of so many rows and columns.
    ///
    /// # Errors
    /// Lengths that do not fit.
    pub fn transposed(&self, kernel: &NdArray, window: &Window, [height, width]: [usize; 2]) -> Result<Self, Fault> {
        let ([samples, from_rows, from_columns, inputs], [rows, columns, outputs, from]) =
            (self.image()?, kernel.image()?);
        if inputs != from {
            return Err(format!("images of {inputs} channels, a kernel of {from}"));
        }
        let shape = vec![samples, height, width, outputs];
        let mut sums = vec![0.0f64; count(&shape)?];
        check_products(&[self.values.len(), rows, columns, outputs])?;
        // The convolution whose transpose it is reads these images at the places of its taps.
        let large = NdArray { shape: vec![samples, height, width, 1], values: Vec::new() };
        if window.lengths(&large, [rows, columns])? != (from_rows, from_columns) {
            return Err(format!("{from_rows} rows and {from_columns} columns to {height} and {width}"));
        }
        for (place, pixels) in self.values.chunks(inputs.max(1)).enumerate() {
            for (tap, to) in window.taps(&large, [rows, columns], place, [from_rows, from_columns]) {
                for output in 0..outputs {
                    let weights = &kernel.values[(tap * outputs + output) * inputs..][..inputs];
                    let products =
                        pixels.iter().zip(weights).map(|(&pixel, &weight)| f64::from(pixel) * f64::from(weight));
                    sums[to * outputs + output] += products.sum::<f64>();
                }
            }
        }
        NdArray::new(shape, sums.into_iter().map(|sum| sum as f32).collect())
    }

    /// Images in which every pixel stands for so many rows and columns.
    ///
    /// # Errors
    /// No images.
    pub fn enlarge(&self, rows: usize, columns: usize) -> Result<Self, Fault> {
        let [_, height, width, _] = self.image()?;
        fn lines(length: usize, by: usize) -> Result<NdArray, Fault> {
            count(&[length, by]).map(|all| NdArray::vector((0..all).map(|at| (at / by.max(1)) as f32).collect()))
        }
        self.gather(&lines(height, rows)?, 1)?.gather(&lines(width, columns)?, 2)
    }
}

/// The shape that two shapes have together.
fn common(one: &[usize], other: &[usize]) -> Result<Vec<usize>, Fault> {
    let rank = one.len().max(other.len());
    let pairs =
        (0..rank).map(|at| [one, other].map(|shape| (at + shape.len()).checked_sub(rank).map_or(1, |at| shape[at])));
    let pairs = pairs.map(|pair| match pair {
        [1, length] | [length, 1] => Ok(length),
        [a, b] if a == b => Ok(a),
        _ => Err(format!("shapes {one:?} and {other:?} do not fit")),
    });
    pairs.collect()
}

/// How a kernel passes over images.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Steps down and to the right.
    pub strides: [usize; 2],
    /// Zeros around the image.
    pub padding: WindowPadding,
}

/// Zeros around images.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowPadding {
    /// As many as give an output for every step; of an odd number one more after the image.
    Same,
    /// Before and after the rows, before and after the columns.
    Zeros([[usize; 2]; 2]),
}

impl Window {
    /// A window with these steps in both directions, and zeros around the image so that each has an output.
    pub fn same(stride: usize) -> Self {
        Window { strides: [stride; 2], padding: WindowPadding::Same }
    }

    /// A window.
    ///
    /// # Errors
    /// Steps and zeros far beyond those of any image here.
    pub fn new(strides: [i64; 2], padding: WindowPadding) -> Result<Self, Fault> {
        let steps = strides.map(|step| usize::try_from(step).ok().filter(|step| (1..=64).contains(step)));
        let few_zeros = match padding {
            WindowPadding::Zeros(zeros) => zeros.as_flattened().iter().all(|&zeros| zeros <= 64),
            WindowPadding::Same => true,
        };
        match steps {
            [Some(down), Some(right)] if few_zeros => Ok(Window { strides: [down, right], padding }),
            _ => Err(format!("steps {strides:?} with {padding:?}")),
        }
    }

    /// Zeros before and after `length`, which the kernel passes.
    pub(super) fn around(&self, axis: usize, length: usize, kernel: usize) -> [usize; 2] {
        match self.padding {
            WindowPadding::Zeros(zeros) => zeros[axis],
            WindowPadding::Same => {
                let outputs = length.div_ceil(self.strides[axis].max(1));
                let all = (outputs.saturating_sub(1).saturating_mul(self.strides[axis]).saturating_add(kernel))
                    .saturating_sub(length);
                [all / 2, all - all / 2]
            }
        }
    }

    /// Rows (axis 0) or columns of a convolution's output.
    fn length(&self, axis: usize, length: usize, kernel: usize) -> Option<usize> {
        let [before, after] = self.around(axis, length, kernel);
        let room = length.checked_add(before)?.checked_add(after)?.checked_sub(kernel)?;
        Some(room.checked_div(self.strides[axis])? + 1)
    }

    /// Rows and columns of a convolution's output.
    ///
    /// # Errors
    /// A step of 0, a kernel larger than the image.
    pub fn lengths(&self, images: &NdArray, kernel: [usize; 2]) -> Result<(usize, usize), Fault> {
        let [_, rows, columns, _] = images.image()?;
        let both = self.length(0, rows, kernel[0]).zip(self.length(1, columns, kernel[1]));
        both.ok_or_else(|| {
            format!("a kernel of {kernel:?} with steps {:?} on {rows} rows and {columns} columns", self.strides)
        })
    }

    /// Rows (axis 0) or columns of a transposed convolution's result.
    pub fn transposed_length(&self, axis: usize, length: usize, kernel: usize, more: usize) -> Option<usize> {
        let step = self.strides[axis];
        match self.padding {
            WindowPadding::Same => length.checked_mul(step),
            WindowPadding::Zeros(zeros) => {
                let all = length.checked_sub(1)?.checked_mul(step)?.checked_add(kernel)?.checked_add(more)?;
                all.checked_sub(zeros[axis][0] + zeros[axis][1])
            }
        }
    }

    /// The taps of an output place (counted over samples, rows, columns) that lie on the images: number of the tap, number of the pixel.
    pub fn taps(
        &self,
        images: &NdArray,
        kernel: [usize; 2],
        place: usize,
        outputs: [usize; 2],
    ) -> impl Iterator<Item = (usize, usize)> + use<> {
        let (rows, columns) = (images.shape[1], images.shape[2]);
        let (above, left) = (self.around(0, rows, kernel[0])[0], self.around(1, columns, kernel[1])[0]);
        let (sample, row, column) =
            (place / (outputs[0] * outputs[1]), place / outputs[1] % outputs[0], place % outputs[1]);
        let strides = self.strides;
        (0..kernel[0] * kernel[1]).filter_map(move |tap| {
            let y = (row * strides[0] + tap / kernel[1]).checked_sub(above).filter(|&y| y < rows)?;
            let x = (column * strides[1] + tap % kernel[1]).checked_sub(left).filter(|&x| x < columns)?;
            Some((tap, (sample * rows + y) * columns + x))
        })
    }
}
