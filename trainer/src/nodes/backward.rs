//! Gradients of weights and inputs.

use econ_emu::error::Result;
use econ_emu::nn::Function;
use tch::Tensor;

use super::forward::{Slope, Through};
use super::{Channels, Matrix, Nodes, Pick, Rule, Step, Tape, Windows, over_samples, torch};

/// Gradients, summed over samples.
pub struct Slopes {
    /// Of each weight tensor, in its own shape or flat; none where nothing reaches it.
    pub tensors: Vec<Option<Tensor>>,
    /// Of each input, values x samples; none where it was not asked for.
    pub inputs: Vec<Option<Tensor>>,
}

/// Gradients under way.
struct Back<'a> {
    nodes: &'a Nodes,
    tape: &'a Tape,
    /// Of the values of each node.
    values: Vec<Option<Tensor>>,
    tensors: Vec<Option<Tensor>>,
}

impl Nodes {
    /// The way back from the gradients of the outputs, values x samples each.
    ///
    /// # Errors
    /// Gradients of another shape.
    pub fn backward(&self, tape: &Tape, outputs: &[Tensor]) -> Result<Slopes> {
        let _no_graph = tch::no_grad_guard();
        let [values, tensors] = [self.steps.len(), self.network.tensors().len()]
            .map(|count| (0..count).map(|_| None).collect::<Vec<Option<Tensor>>>());
        let mut back = Back { nodes: self, tape, values, tensors };
        for (output, gradient) in self.network.outputs().iter().zip(outputs) {
            add(&mut back.values[output.0], gradient.shallow_clone())?;
        }
        let inputs = self.network.inputs().len();
        for (node, step) in self.steps.iter().enumerate().skip(inputs).rev().filter(|(_, step)| step.carries) {
            if let Some(gradient) = back.values[node].take() {
                back.step(node, step, &gradient)?;
            }
        }
        back.values.truncate(inputs);
        Ok(Slopes { tensors: back.tensors, inputs: back.values })
    }
}

impl Back<'_> {
    /// One node: its gradient to what it reads and to its weights.
    fn step(&mut self, node: usize, step: &Step, gradient: &Tensor) -> Result<()> {
        let gradient = &match &self.tape.slopes[node] {
            None => gradient.shallow_clone(),
            Some(Slope::Passes(passes)) => gradient * passes,
            Some(Slope::Side { side, leads_back: true }) => gradient * (gradient * side).ge(0.0),
            Some(Slope::Side { side, leads_back: false }) => gradient * side.eq(0.0),
        };
        let sends = self.nodes.sends(step);
        match &step.rule {
            Rule::Input => Ok(()),
            Rule::Sums(matrix) => {
                self.weights(matrix, gradient, &self.nodes.read(self.tape, step))?;
                match &self.tape.weights[node] {
                    Some(Through::Matrix(entries)) => self.send(step, entries.tr().matmul(gradient)),
                    _ => Ok(()),
                }
            }
            Rule::Normalised { tensors, epsilon, pick, channels } => {
                let read = self.nodes.picked(pick, &self.nodes.read(self.tape, step));
                let Some(Through::Statistics([scale, _, mean, variance])) = &self.tape.weights[node] else {
                    return Ok(());
                };
                let deviation = (variance + *epsilon).sqrt();
                let normal = (read - mean) / &deviation;
                let count = self.nodes.network.tensor(tensors[0]).len() as i64;
                let sums = [gradient * &normal, gradient.shallow_clone()]
                    .map(|table| self.nodes.over_rows(&over_samples(&table), channels, count));
                let slope = match self.nodes.by_batch {
                    false => gradient.shallow_clone(),
                    true => {
                        // Mean and variance move with the values.
                        let rows = self.nodes.rows_of(channels, count);
                        let [along, even] = sums.each_ref().map(|sums| {
                            (sums / &rows).index_select(0, channels).unsqueeze(1) / gradient.size()[1] as f64
                        });
                        gradient - normal * along - even
                    }
                };
                for (tensor, sums) in tensors.iter().zip(sums) {
                    add(&mut self.tensors[tensor.0], sums)?;
                }
                if sends { self.send_picked(step, pick, slope * scale / deviation) } else { Ok(()) }
            }
            _ if !sends => Ok(()),
            Rule::Moved(pick) => self.send_picked(step, pick, gradient.shallow_clone()),
            Rule::Largest(windows) => {
                let (_, largest) = windows.of(&self.nodes.read(self.tape, step)).max_dim(1, true);
                let parts = self.spread(windows, gradient).zeros_like().scatter(1, &largest, &gradient.unsqueeze(1));
                self.send_windows(step, windows, &parts)
            }
            Rule::Sum(windows) => self.send_windows(step, windows, &self.spread(windows, gradient)),
            Rule::Mean(windows) => {
                self.send_windows(step, windows, &(self.spread(windows, gradient) / windows.size as f64))
            }
            Rule::Product(windows) => {
                let others = windows.of(&self.nodes.read(self.tape, step)).flip([1i64].as_slice());
                self.send_windows(step, windows, &(others * gradient.unsqueeze(1)))
            }
            Rule::Mapped { function, pick, axis } => {
                // The format of a rectifier is its slope too.
                let is_done = *function == Function::Relu && step.fit.is_some();
                let slope = match is_done {
                    true => gradient.shallow_clone(),
                    false => {
                        let read = self.nodes.picked(pick, &self.nodes.read(self.tape, step));
                        sloped(*function, *axis, &read, gradient)
                    }
                };
                self.send_picked(step, pick, slope)
            }
        }
    }

    /// Gradients of a kernel and its biases.
    fn weights(&mut self, matrix: &Matrix, gradient: &Tensor, read: &Tensor) -> Result<()> {
        let products = gradient.matmul(&read.tr());
        let kernel = match &matrix.entries {
            None => products,
            Some(entries) => {
                let len = self.nodes.network.tensor(matrix.kernel).len() as i64;
                let sums = self.nodes.zeros(&[len + 1]).index_add(0, entries, &products.tr().reshape([-1]));
                sums.narrow(0, 0, len)
            }
        };
        add(&mut self.tensors[matrix.kernel.0], kernel)?;
        let Some(bias) = matrix.bias else { return Ok(()) };
        let sums = over_samples(gradient);
        let sums = match &matrix.channels {
            Channels::Own => sums,
            Channels::Cycle(count, _) => sums.view([-1, *count]).sum_dim_intlist([0i64].as_slice(), false, sums.kind()),
            Channels::Listed(count, list) => self.nodes.over_rows(&sums, list, *count),
        };
        add(&mut self.tensors[bias.0], sums)
    }

    /// The gradient of each value of windows: that of the window.
    fn spread(&self, windows: &Windows, gradient: &Tensor) -> Tensor {
        let [rows, samples] = [gradient.size()[0], gradient.size()[1]];
        gradient.unsqueeze(1).expand([rows, windows.size, samples], false)
    }

    /// Sends the gradients of all values of windows, rows x size x samples.
    fn send_windows(&mut self, step: &Step, windows: &Windows, parts: &Tensor) -> Result<()> {
        let samples = parts.size()[2];
        let sums = self.nodes.zeros(&[self.row_count(step), samples]);
        self.send(step, sums.index_add(0, &windows.rows, &parts.reshape([-1, samples])))
    }

    /// Sends the gradient of rows that were picked.
    fn send_picked(&mut self, step: &Step, pick: &Pick, gradient: Tensor) -> Result<()> {
        let rows = self.row_count(step);
        let (list, more) = match pick {
            Pick::All => return self.send(step, gradient),
            Pick::Rows(list) => (list, 0),
            Pick::RowsOrZero(list) => (list, 1),
        };
        let sums = self.nodes.zeros(&[rows + more, gradient.size()[1]]).index_add(0, list, &gradient);
        self.send(step, if more > 0 { sums.narrow(0, 0, rows) } else { sums })
    }

    fn row_count(&self, step: &Step) -> i64 {
        step.reads.iter().map(|&read| self.nodes.steps[read].kept.len() as i64).sum()
    }

    /// Adds the gradient of the rows that a step reads to those of their nodes.
    fn send(&mut self, step: &Step, gradient: Tensor) -> Result<()> {
        if let [read] = step.reads[..] {
            return add(&mut self.values[read], gradient);
        }
        let mut from = 0;
        for &read in &step.reads {
            let rows = self.nodes.steps[read].kept.len() as i64;
            add(&mut self.values[read], gradient.narrow(0, from, rows))?;
            from += rows;
        }
        Ok(())
    }
}

fn add(sum: &mut Option<Tensor>, more: Tensor) -> Result<()> {
    *sum = Some(match sum.take() {
        None => more,
        Some(sum) => sum.f_add(&more.f_view_as(&sum).map_err(torch)?).map_err(torch)?,
    });
    Ok(())
}

/// A gradient times the slope of a function at `x`, rows x samples.
fn sloped(function: Function, axis: i64, x: &Tensor, gradient: &Tensor) -> Tensor {
    match function {
        Function::Linear => gradient.shallow_clone(),
        Function::Relu => gradient * x.gt(0.0),
        Function::LeakyRelu { slope_millionths } => {
            let below = f64::from(slope_millionths) * 1e-6;
            gradient * (x.gt(0.0).to_kind(x.kind()) * (1.0 - below) + below)
        }
        Function::Tanh => gradient * (-x.tanh().square() + 1.0),
        Function::Sigmoid => {
            let y = x.sigmoid();
            gradient * &y * (-&y + 1.0)
        }
        Function::HardSigmoid => gradient * (x.abs().lt(2.5).to_kind(x.kind()) * 0.2),
        Function::Gelu => {
            let cumulative = ((x * std::f64::consts::FRAC_1_SQRT_2).erf() + 1.0) * 0.5;
            let density =
                (x.square() * -0.5).exp() * (0.5 * std::f64::consts::FRAC_2_SQRT_PI * std::f64::consts::FRAC_1_SQRT_2);
            gradient * (cumulative + x * density)
        }
        Function::Softmax => {
            let [x_groups, gradient] = [x, gradient].map(|table| table.reshape([-1, axis, table.size()[1]]));
            let y = x_groups.softmax(1, x.kind());
            let along = (&gradient * &y).sum_dim_intlist([1i64].as_slice(), true, x.kind());
            (y * (gradient - along)).view_as(x)
        }
    }
}
