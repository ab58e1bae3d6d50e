package coulombus.fleetapi;

import java.util.List;
import java.util.function.Function;

/// A part of a list: what comes after the item that the cursor names.
///
/// @param items      the part
/// @param nextCursor names its last item where more comes after it, else null
record ListPage<T>(List<T> items, String nextCursor) {
    /// The part that `limit` and `cursor` ask for.
    ///
    /// @param name   names an item among all; where the list moves meanwhile, the next part begins behind the same item
    /// @param usual  how many where no limit is given
    /// @param most   how many can be asked for
    /// @throws ApiProblem where the limit is out of range, or the cursor names nothing that is in the list
    static <T> ListPage<T> of(List<T> all, Function<T, String> name, RequestParameters parameters, int usual, int most) {
        int limit = parameters.integer("limit", 1, most, usual);
        String cursor = parameters.text("cursor");
        int from = 0;
        if (cursor != null) {
            while (from < all.size() && !name.apply(all.get(from)).equals(cursor)) {
                from++;
            }
            if (from == all.size()) {
                throw ApiProblem.badRequest("Names nothing that is in this list now; begin again without it.", cursor, "query.cursor");
            }
            from++;
        }
        int until = Math.min(all.size(), from + limit);
        List<T> items = List.copyOf(all.subList(from, until));
        return new ListPage<>(items, until < all.size() && !items.isEmpty() ? name.apply(items.getLast()) : null);
    }
}
