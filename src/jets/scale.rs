//! Numbers of jets as networks read them: of about 1, one column at a time.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::table::JetSource;
use crate::error::{Error, Result};

/// Rows that are read at a time.
const ROWS: usize = 1 << 14;

/// How numbers are brought to about 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "kebab-case")]
pub enum Normalisation {
    /// Minus the mean, over the standard deviation, both of the training data.
    #[default]
    Standard,
    /// log10 of momenta, masses and energies in units of 1,000; eta over 5, phi over 3; all others as in 'standard'.
    Logarithmic,
    /// Numbers as they stand in the files.
    None,
}

/// A column of jets and how its numbers are read: the number, or its logarithm to base 10, minus `offset`, over `scale`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JetColumn {
    /// Name in tables.
    pub name: String,
    /// The logarithm is taken.
    #[serde(default)]
    pub log10: bool,
    /// What is subtracted.
    pub offset: f64,
    /// What is divided by, above 0.
    pub scale: f64,
}

impl JetColumn {
    /// A column whose numbers are read as they are.
    pub fn plain(name: &str) -> Self {
        JetColumn { name: name.to_owned(), log10: false, offset: 0.0, scale: 1.0 }
    }

    /// Columns whose numbers are read as they are.
    pub fn all_plain(names: &[String]) -> Vec<Self> {
        names.iter().map(|name| JetColumn::plain(name)).collect()
    }

    /// # Errors
    /// Numbers that are not finite, and scales that are not above 0.
    pub(super) fn check(&self) -> Result<()> {
        let is_good = self.offset.is_finite() && self.scale.is_finite() && self.scale > 0.0;
        is_good.then_some(()).ok_or_else(|| {
            Error::new("a column cannot be scaled so")
                .field(&self.name)
                .found(format!("offset {}, scale {}", self.offset, self.scale))
                .allowed("finite numbers, the scale above 0")
        })
    }

    /// A number as the network reads it; `None` where that is no number.
    pub fn read(&self, number: f64) -> Option<f32> {
        let number = if self.log10 { libm::log10(number) } else { number };
        Some(((number - self.offset) / self.scale) as f32).filter(|number| number.is_finite())
    }

    /// The number that the network's stands for.
    pub fn written(&self, number: f32) -> f64 {
        let number = f64::from(number) * self.scale + self.offset;
        if self.log10 { libm::pow(10.0, number) } else { number }
    }

    /// The fault of a number that cannot be read; the row is counted from 0.
    pub fn fault(&self, number: f64, row: u64) -> Error {
        let allowed = if self.log10 { "a number above 0, of which the logarithm is taken" } else { "a finite number" };
        Error::new("not a number of a jet")
            .field(format!("row {}, {}", row + 1, self.name))
            .found(number)
            .allowed(allowed)
    }
}

/// The default names of the columns of jets of so many numbers.
pub fn default_columns(count: usize) -> Vec<String> {
    match count {
        4 => ["pT", "eta", "phi", "E"].map(str::to_owned).to_vec(),
        _ => (0..count).map(|at| format!("x{at}")).collect(),
    }
}

impl Normalisation {
    /// The columns of a table, scaled so that all its numbers are read. The table is read to its end, unless its numbers
    /// do not matter.
    ///
    /// # Errors
    /// Those of reading; a table without rows, and columns that are the same number everywhere.
    pub fn of(self, source: &mut dyn JetSource) -> Result<Vec<JetColumn>> {
        let names = source.columns().to_vec();
        let known: Vec<Option<JetColumn>> = names.iter().map(|name| self.known(name)).collect();
        if known.iter().all(Option::is_some) {
            return Ok(known.into_iter().flatten().collect());
        }
        let moments = Moments::of(source)?;
        let columns = known.into_iter().zip(&names).enumerate().map(|(at, (known, name))| match known {
            Some(column) => Ok(column),
            None => moments.column(at, name),
        });
        columns.collect()
    }

    /// A column whose scale does not depend on the data.
    fn known(self, name: &str) -> Option<JetColumn> {
        let (log10, offset, scale) = match (self, name.to_ascii_lowercase().as_str()) {
            (Normalisation::None, _) => (false, 0.0, 1.0),
            // The logarithm of a thousandth is less by 3.
            (Normalisation::Logarithmic, "pt" | "m" | "mass" | "e" | "energy") => (true, 3.0, 1.0),
            (Normalisation::Logarithmic, "eta") => (false, 0.0, 5.0),
            (Normalisation::Logarithmic, "phi") => (false, 0.0, 3.0),
            _ => return None,
        };
        Some(JetColumn { name: name.to_owned(), log10, offset, scale })
    }
}

/// Means and sums of squares around them, column by column, by the method of Welford.
#[derive(Debug, Clone)]
pub struct Moments {
    rows: u64,
    means: Vec<f64>,
    squares: Vec<f64>,
}

impl Moments {
    /// Of so many columns.
    pub fn new(columns: usize) -> Self {
        Moments { rows: 0, means: vec![0.0; columns], squares: vec![0.0; columns] }
    }

    fn of(source: &mut dyn JetSource) -> Result<Self> {
        let mut moments = Moments::new(source.columns().len());
        loop {
            let rows = source.read(ROWS)?;
            if rows.is_empty() {
                return Ok(moments);
            }
            rows.chunks_exact(moments.means.len()).for_each(|row| moments.add(row));
        }
    }

    /// Takes a row in.
    pub fn add(&mut self, row: &[f64]) {
        self.rows += 1;
        for ((mean, square), number) in self.means.iter_mut().zip(&mut self.squares).zip(row) {
            let away = number - *mean;
            *mean += away / self.rows as f64;
            *square += away * (number - *mean);
        }
    }

    /// Rows so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The mean of a column.
    pub fn mean(&self, column: usize) -> f64 {
        self.means[column]
    }

    /// The standard deviation of a column, with the number of rows below the sum.
    pub fn deviation(&self, column: usize) -> f64 {
        (self.squares[column] / self.rows.max(1) as f64).sqrt()
    }

    fn column(&self, at: usize, name: &str) -> Result<JetColumn> {
        let (offset, scale) = (self.means[at], self.deviation(at));
        let column = JetColumn { name: name.to_owned(), log10: false, offset, scale };
        match (self.rows, column.check()) {
            (0, _) => Err(Error::missing("the table has no rows")),
            (_, Err(_)) => Err(Error::new("a column without a finite spread cannot be scaled by it")
                .field(name)
                .found(format!("mean {offset}, standard deviation {scale}"))
                .hint("leave the column out")),
            (_, Ok(())) => Ok(column),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jets::table::JetRows;

    fn table(rows: &[[f64; 4]]) -> JetRows {
        JetRows::new(default_columns(4), rows.concat())
    }

    #[test]
    fn columns_are_scaled_and_back() {
        let rows = [[100.0, 1.0, 3.0, 2000.0], [300.0, -1.0, -3.0, 1000.0]];
        let columns = Normalisation::Standard.of(&mut table(&rows)).unwrap();
        for (row, expected) in rows.iter().zip([[-1.0, 1.0, 1.0, 1.0], [1.0, -1.0, -1.0, -1.0]]) {
            let read: Vec<f32> = columns.iter().zip(row).map(|(column, &x)| column.read(x).unwrap()).collect();
            assert_eq!(read, expected);
        }
        let columns = Normalisation::Logarithmic.of(&mut table(&rows)).unwrap();
        let read: Vec<f32> = columns.iter().zip(rows[1]).map(|(column, x)| column.read(x).unwrap()).collect();
        assert_eq!(read, [(0.3f64).log10() as f32, -0.2, -1.0, 0.0]);
        for (column, number) in columns.iter().zip(rows[0]) {
            assert!((column.written(column.read(number).unwrap()) / number - 1.0).abs() < 1e-6, "{column:?}");
        }
        assert_eq!([columns[0].read(0.0), columns[0].read(-1.0), columns[1].read(f64::NAN)], [None; 3]);
    }

    #[test]
    fn what_has_no_spread_is_refused() {
        let same = [[1.0, 2.0, 3.0, 4.0]; 3];
        let fault = Normalisation::Standard.of(&mut table(&same)).unwrap_err().to_string();
        assert!(fault.contains("finite spread") && fault.contains("pT"), "{fault}");
        assert!(Normalisation::Standard.of(&mut table(&[])).unwrap_err().to_string().contains("no rows"));
        assert_eq!(Normalisation::None.of(&mut table(&[])).unwrap(), JetColumn::all_plain(&default_columns(4)));
    }
}
