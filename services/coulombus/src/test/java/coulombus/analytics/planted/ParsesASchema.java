package coulombus.analytics.planted;

import org.apache.avro.Schema;

/// Breaks: only codecs and schemas see Avro.
public final class ParsesASchema {
    Schema schema;
}
