package coulombus.drivers.bts.simulator.machine;

/// How fast the machine's time goes.
public sealed interface Speed {
    /// As fast as the processor can while any test works; as real time else.
    Speed MAX = new AsFastAsPossible();
    /// Only when told.
    Speed MANUAL = new OnOrder();

    /// @param factor machine's time over real time, greater than 0
    record Times(double factor) implements Speed {
        public Times {
            if (!(factor > 0) || factor == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("speed: must be a number greater than 0, max or manual; was " + factor);
            }
        }

        @Override
        public String toString() {
            return factor == Math.rint(factor) ? Long.toString((long) factor) : Double.toString(factor);
        }
    }

    record AsFastAsPossible() implements Speed {
        @Override
        public String toString() {
            return "max";
        }
    }

    record OnOrder() implements Speed {
        @Override
        public String toString() {
            return "manual";
        }
    }

    /// @throws IllegalArgumentException where it is none
    static Speed parse(String text) {
        return switch (text.strip()) {
            case "max" -> MAX;
            case "manual" -> MANUAL;
            case String number -> {
                try {
                    yield new Times(Double.parseDouble(number));
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("speed: must be a number greater than 0, max or manual; was '" + text + "'", e);
                }
            }
        };
    }
}
