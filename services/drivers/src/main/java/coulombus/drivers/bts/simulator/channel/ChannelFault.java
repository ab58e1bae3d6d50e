package coulombus.drivers.bts.simulator.channel;

/// What can go wrong on one channel, on order.
public sealed interface ChannelFault {
    /// Word for it in scenarios and reports.
    String word();

    /// Something happens to the cell.
    record OfCell(String word, CellOrder order) implements ChannelFault {}

    /// The voltage reading stays what it is, and the machine believes it.
    ///
    /// @param ticks how long, [Long#MAX_VALUE] until the channel recovers
    record StuckSensor(long ticks) implements ChannelFault {
        @Override
        public String word() {
            return "stuck-sensor";
        }
    }

    /// The output gives another current than asked, and the reading shows it.
    ///
    /// @param factor the real current over the asked one
    record CurrentOff(double factor, long ticks) implements ChannelFault {
        @Override
        public String word() {
            return "current-off";
        }
    }

    /// Nothing is recorded for a while; the numbers go on without a hole.
    record Gap(long ticks) implements ChannelFault {
        @Override
        public String word() {
            return "gap";
        }
    }

    /// Records get their numbers and do not reach the database for a while: the numbers have a hole.
    record LostRecords(long ticks) implements ChannelFault {
        @Override
        public String word() {
            return "lost-records";
        }
    }

    /// The last records come a second time, same numbers, same content.
    record Duplicate(int records) implements ChannelFault {
        @Override
        public String word() {
            return "duplicate";
        }
    }

    /// The date and time of the records jump and stay wrong; times since a step's begin do not.
    record ClockJump(long milliseconds) implements ChannelFault {
        @Override
        public String word() {
            return "clock-jump";
        }
    }

    /// Everything above is over: the cell's shorts and contacts, the readings, the recording. The clock stays.
    record Recover() implements ChannelFault {
        @Override
        public String word() {
            return "recover";
        }
    }

    /// The time of a fault that lasts is over.
    record Over(ChannelFault what) implements ChannelFault {
        @Override
        public String word() {
            return what.word() + " over";
        }
    }
}
