package coulombus.fleetapi;

import java.util.Comparator;

/// Order of channel ids as a person counts: `A3/7` comes before `A3/12`.
enum ChannelOrder implements Comparator<String> {
    NATURAL;

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int k = 0;
        while (i < a.length() && k < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(k))) {
                int endA = endOfNumber(a, i);
                int endB = endOfNumber(b, k);
                int order = compareNumbers(a.substring(i, endA), b.substring(k, endB));
                if (order != 0) {
                    return order;
                }
                i = endA;
                k = endB;
            } else {
                int order = Character.compare(a.charAt(i++), b.charAt(k++));
                if (order != 0) {
                    return order;
                }
            }
        }
        int order = Integer.compare(a.length() - i, b.length() - k);
        // 07 and 7 are equal numbers but different ids.
        return order == 0 ? a.compareTo(b) : order;
    }

    private static int compareNumbers(String a, String b) {
        String x = a.replaceFirst("^0+(?=.)", "");
        String y = b.replaceFirst("^0+(?=.)", "");
        return x.length() == y.length() ? x.compareTo(y) : Integer.compare(x.length(), y.length());
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
