//! Functions of one and of two values, which foreign graphs apply to whole arrays.

/// A function of each value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueFunction {
    /// The same value.
    Identity,
    /// With the other sign.
    Negative,
    /// Without its sign.
    Absolute,
    /// Towards minus infinity.
    Floor,
    /// Towards plus infinity.
    Ceil,
    /// To the nearest integer, halves to the even one.
    Round,
    /// Towards zero.
    Truncate,
    /// -1, 0 or 1.
    Sign,
    /// Negative numbers become zero.
    Relu,
    /// Between 0 and 6.
    Relu6,
    /// `exp(x) - 1` below zero.
    Elu,
    /// `1 / (1 + exp(-x))`.
    Sigmoid,
    /// Hyperbolic tangent.
    Tanh,
    /// `log(1 + exp(x))`.
    Softplus,
    /// The error function.
    Erf,
    /// `x / 2 · (1 + erf(x / √2))`.
    Gelu,
    /// Exponential.
    Exp,
    /// Natural logarithm.
    Log,
    /// Square root.
    Sqrt,
    /// The value times itself.
    Square,
    /// 1 over the value.
    Reciprocal,
    /// 1 over the square root.
    ReciprocalRoot,
    /// 1 where the value is 0, else 0.
    Not,
    /// 0 everywhere.
    Zeros,
    /// 1 everywhere.
    Ones,
}

impl ValueFunction {
    /// By the name that TensorFlow or ONNX have for it, in lower case.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "neg" => ValueFunction::Negative,
            "abs" => ValueFunction::Absolute,
            "floor" => ValueFunction::Floor,
            "ceil" => ValueFunction::Ceil,
            "round" | "rint" => ValueFunction::Round,
            "sign" => ValueFunction::Sign,
            "relu" => ValueFunction::Relu,
            "relu6" => ValueFunction::Relu6,
            "elu" => ValueFunction::Elu,
            "sigmoid" => ValueFunction::Sigmoid,
            "tanh" => ValueFunction::Tanh,
            "softplus" => ValueFunction::Softplus,
            "erf" => ValueFunction::Erf,
            "gelu" => ValueFunction::Gelu,
            "exp" => ValueFunction::Exp,
            "log" => ValueFunction::Log,
            "sqrt" => ValueFunction::Sqrt,
            "square" => ValueFunction::Square,
            "reciprocal" => ValueFunction::Reciprocal,
            "rsqrt" => ValueFunction::ReciprocalRoot,
            "logicalnot" | "not" => ValueFunction::Not,
            "zeroslike" => ValueFunction::Zeros,
            "oneslike" => ValueFunction::Ones,
            _ => return None,
        })
    }

    /// Its operator in TensorFlow and in ONNX, where both have the same name for it.
    pub fn operator(self) -> Option<&'static str> {
        Some(match self {
            ValueFunction::Identity => "Identity",
            ValueFunction::Negative => "Neg",
            ValueFunction::Absolute => "Abs",
            ValueFunction::Floor => "Floor",
            ValueFunction::Ceil => "Ceil",
            ValueFunction::Round => "Round",
            ValueFunction::Sign => "Sign",
            ValueFunction::Relu => "Relu",
            ValueFunction::Elu => "Elu",
            ValueFunction::Sigmoid => "Sigmoid",
            ValueFunction::Tanh => "Tanh",
            ValueFunction::Softplus => "Softplus",
            ValueFunction::Erf => "Erf",
            ValueFunction::Exp => "Exp",
            ValueFunction::Log => "Log",
            ValueFunction::Sqrt => "Sqrt",
            ValueFunction::Reciprocal => "Reciprocal",
            ValueFunction::Truncate
            | ValueFunction::Gelu
            | ValueFunction::Relu6
            | ValueFunction::Square
            | ValueFunction::ReciprocalRoot
            | ValueFunction::Not
            | ValueFunction::Zeros
            | ValueFunction::Ones => return None,
        })
    }

    /// The function of a value. Those that are not exact are computed in 64 bits.
    pub fn of(self, x: f32) -> f32 {
        match self {
            ValueFunction::Identity => x,
            ValueFunction::Negative => -x,
            ValueFunction::Absolute => x.abs(),
            ValueFunction::Floor => x.floor(),
            ValueFunction::Ceil => x.ceil(),
            ValueFunction::Round => x.round_ties_even(),
            ValueFunction::Truncate => x.trunc(),
            ValueFunction::Sign if x == 0.0 => 0.0,
            ValueFunction::Sign => x.signum(),
            ValueFunction::Relu => x.max(0.0),
            ValueFunction::Relu6 => x.clamp(0.0, 6.0),
            ValueFunction::Elu if x < 0.0 => libm::expm1(x.into()) as f32,
            ValueFunction::Elu => x,
            ValueFunction::Sigmoid => (1.0 / (1.0 + libm::exp(-f64::from(x)))) as f32,
            ValueFunction::Tanh => libm::tanh(x.into()) as f32,
            ValueFunction::Softplus => libm::log1p(libm::exp(x.into())) as f32,
            ValueFunction::Erf => libm::erf(x.into()) as f32,
            ValueFunction::Gelu => {
                let x = f64::from(x);
                (0.5 * x * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)) as f32
            }
            ValueFunction::Exp => libm::exp(x.into()) as f32,
            ValueFunction::Log => libm::log(x.into()) as f32,
            ValueFunction::Sqrt => x.sqrt(),
            ValueFunction::Square => x * x,
            ValueFunction::Reciprocal => 1.0 / x,
            ValueFunction::ReciprocalRoot => 1.0 / x.sqrt(),
            ValueFunction::Not => f32::from(u8::from(x == 0.0)),
            ValueFunction::Zeros => 0.0,
            ValueFunction::Ones => 1.0,
        }
    }
}

/// A function of two values. Comparisons give 1 or 0, and take everything but 0 for true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pairwise {
    /// Their sum.
    Add,
    /// The first less the second.
    Subtract,
    /// Their product.
    Multiply,
    /// The first over the second.
    Divide,
    /// The first over the second, 0 where that is 0.
    DivideNoNan,
    /// The quotient, towards minus infinity.
    FloorDivide,
    /// The first to the power of the second.
    Power,
    /// The smaller.
    Minimum,
    /// The larger.
    Maximum,
    /// Whether the first is larger.
    Greater,
    /// Whether the first is not smaller.
    GreaterEqual,
    /// Whether the first is smaller.
    Less,
    /// Whether the first is not larger.
    LessEqual,
    /// Whether they are equal.
    Equal,
    /// Whether they are not.
    NotEqual,
    /// Whether both are true.
    And,
    /// Whether one is true.
    Or,
}

impl Pairwise {
    /// By the name that TensorFlow or ONNX have for it, in lower case.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "add" | "addv2" | "biasadd" | "addn" | "sum" => Pairwise::Add,
            "sub" => Pairwise::Subtract,
            "mul" => Pairwise::Multiply,
            "div" | "realdiv" => Pairwise::Divide,
            "divnonan" => Pairwise::DivideNoNan,
            "floordiv" => Pairwise::FloorDivide,
            "pow" => Pairwise::Power,
            "minimum" | "min" => Pairwise::Minimum,
            "maximum" | "max" => Pairwise::Maximum,
            "greater" => Pairwise::Greater,
            "greaterequal" | "greaterorequal" => Pairwise::GreaterEqual,
            "less" => Pairwise::Less,
            "lessequal" | "lessorequal" => Pairwise::LessEqual,
            "equal" => Pairwise::Equal,
            "notequal" => Pairwise::NotEqual,
            "logicaland" | "and" => Pairwise::And,
            "logicalor" | "or" => Pairwise::Or,
            _ => return None,
        })
    }

    /// Its operators in TensorFlow and in ONNX, for those that give numbers of the type that they take.
    pub fn operators(self) -> Option<[&'static str; 2]> {
        Some(match self {
            Pairwise::Add => ["AddV2", "Add"],
            Pairwise::Subtract => ["Sub", "Sub"],
            Pairwise::Multiply => ["Mul", "Mul"],
            Pairwise::Divide => ["RealDiv", "Div"],
            Pairwise::Power => ["Pow", "Pow"],
            Pairwise::Minimum => ["Minimum", "Min"],
            Pairwise::Maximum => ["Maximum", "Max"],
            _ => return None,
        })
    }

    /// The function of two values.
    pub fn of(self, a: f32, b: f32) -> f32 {
        fn truth(truth: bool) -> f32 {
            f32::from(u8::from(truth))
        }
        match self {
            Pairwise::Add => a + b,
            Pairwise::Subtract => a - b,
            Pairwise::Multiply => a * b,
            Pairwise::DivideNoNan if b == 0.0 => 0.0,
            Pairwise::Divide | Pairwise::DivideNoNan => a / b,
            Pairwise::FloorDivide => (a / b).floor(),
            Pairwise::Power => libm::pow(a.into(), b.into()) as f32,
            Pairwise::Minimum => a.min(b),
            Pairwise::Maximum => a.max(b),
            Pairwise::Greater => truth(a > b),
            Pairwise::GreaterEqual => truth(a >= b),
            Pairwise::Less => truth(a < b),
            Pairwise::LessEqual => truth(a <= b),
            Pairwise::Equal => truth(a == b),
            Pairwise::NotEqual => truth(a != b),
            Pairwise::And => truth(a != 0.0 && b != 0.0),
            Pairwise::Or => truth(a != 0.0 || b != 0.0),
        }
    }
}

/// How a quantiser rounds; names and meanings are those of QONNX (docs/sources.md, ONNX).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuantRounding {
    /// ROUND, HALF_EVEN: to the nearest, halves to the even one.
    HalfEven,
    /// FLOOR: towards minus infinity.
    Floor,
    /// CEIL: towards plus infinity.
    Ceil,
    /// ROUND_TO_ZERO, DOWN: towards zero.
    Down,
    /// UP: away from zero.
    Up,
    /// HALF_UP: to the nearest, halves away from zero.
    HalfUp,
    /// HALF_DOWN: to the nearest, halves towards zero.
    HalfDown,
}

impl QuantRounding {
    /// The names that QONNX knows.
    pub const NAMES: &'static str = "ROUND, HALF_EVEN, FLOOR, CEIL, ROUND_TO_ZERO, DOWN, UP, HALF_UP, HALF_DOWN";

    /// By its name in QONNX.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ROUND" | "HALF_EVEN" => QuantRounding::HalfEven,
            "FLOOR" => QuantRounding::Floor,
            "CEIL" => QuantRounding::Ceil,
            "ROUND_TO_ZERO" | "DOWN" => QuantRounding::Down,
            "UP" => QuantRounding::Up,
            "HALF_UP" => QuantRounding::HalfUp,
            "HALF_DOWN" => QuantRounding::HalfDown,
            _ => return None,
        })
    }

    /// Its name in QONNX.
    pub fn name(self) -> &'static str {
        match self {
            QuantRounding::HalfEven => "ROUND",
            QuantRounding::Floor => "FLOOR",
            QuantRounding::Ceil => "CEIL",
            QuantRounding::Down => "DOWN",
            QuantRounding::Up => "UP",
            QuantRounding::HalfUp => "HALF_UP",
            QuantRounding::HalfDown => "HALF_DOWN",
        }
    }

    /// The integer of a value.
    pub fn of(self, x: f32) -> f32 {
        // Far from zero, where a half cannot be added exactly, every value is an integer.
        match self {
            QuantRounding::HalfEven => x.round_ties_even(),
            QuantRounding::Floor => x.floor(),
            QuantRounding::Ceil => x.ceil(),
            QuantRounding::Down => x.trunc(),
            QuantRounding::Up if x < 0.0 => x.floor(),
            QuantRounding::Up => x.ceil(),
            QuantRounding::HalfUp => x.round(),
            QuantRounding::HalfDown if x.fract().abs() == 0.5 => x.trunc(),
            QuantRounding::HalfDown => x.round(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roundings_of_halves_and_others() {
        let values = [-2.5, -1.5, -1.25, -0.5, 0.5, 1.5, 1.75, 2.5];
        for (name, expected) in [
            ("ROUND", [-2.0, -2.0, -1.0, 0.0, 0.0, 2.0, 2.0, 2.0]),
            ("FLOOR", [-3.0, -2.0, -2.0, -1.0, 0.0, 1.0, 1.0, 2.0]),
            ("CEIL", [-2.0, -1.0, -1.0, 0.0, 1.0, 2.0, 2.0, 3.0]),
            ("DOWN", [-2.0, -1.0, -1.0, 0.0, 0.0, 1.0, 1.0, 2.0]),
            ("UP", [-3.0, -2.0, -2.0, -1.0, 1.0, 2.0, 2.0, 3.0]),
            ("HALF_UP", [-3.0, -2.0, -1.0, -1.0, 1.0, 2.0, 2.0, 3.0]),
            ("HALF_DOWN", [-2.0, -1.0, -1.0, 0.0, 0.0, 1.0, 2.0, 2.0]),
        ] {
            let rounding = QuantRounding::named(name).unwrap();
            assert_eq!(values.map(|value| rounding.of(value)), expected, "{name}");
            assert_eq!(rounding.name(), name);
        }
        assert!(QuantRounding::named("round").is_none());
    }
}
