package coulombus.fleetapi.access;

/// A bearer token that is not believed, with the reason in words. The token is not in it.
public final class RefusedTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isUnchecked;

    private RefusedTokenException(String why, boolean isUnchecked, Throwable cause) {
        super(why, cause);
        this.isUnchecked = isUnchecked;
    }

    static RefusedTokenException wrong(String why, Throwable cause) {
        return new RefusedTokenException(why, false, cause);
    }

    static RefusedTokenException unchecked(String why, Throwable cause) {
        return new RefusedTokenException(why, true, cause);
    }

    /// True where the token may be good but cannot be checked now.
    public boolean isUnchecked() {
        return isUnchecked;
    }
}
