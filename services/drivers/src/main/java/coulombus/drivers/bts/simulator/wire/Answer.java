package coulombus.drivers.bts.simulator.wire;

/// What comes back for a request.
///
/// @param bytes the reply, null for none
/// @param close true where the connection ends after it
record Answer(byte[] bytes, boolean close) {
    static final Answer SILENCE = new Answer(null, false);
    static final Answer HANG_UP = new Answer(null, true);

    static Answer of(Reply reply) {
        return new Answer(reply.bytes(), false);
    }
}
