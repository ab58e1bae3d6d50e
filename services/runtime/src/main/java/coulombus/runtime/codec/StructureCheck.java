package coulombus.runtime.codec;

import org.apache.avro.Schema;

/// Walks over a record's bytes along its writer's schema without making anything of them. What passes can be given to Avro's own
/// readers, which trust counts and lengths.
final class StructureCheck {
    private StructureCheck() {}

    static void check(byte[] bytes, Schema writer) throws UnreadableRecordException {
        AvroInput in = new AvroInput(bytes, SingleObject.HEADER_SIZE);
        walk(in, writer);
        in.requireEnd();
    }

    private static void walk(AvroInput in, Schema schema) throws UnreadableRecordException {
        switch (schema.getType()) {
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    walk(in, field.schema());
                }
            }
            case ARRAY -> {
                int count;
                while ((count = in.readBlockCount(smallestSize(schema.getElementType()))) != 0) {
                    for (int i = 0; i < count; i++) {
                        walk(in, schema.getElementType());
                    }
                }
            }
            case UNION -> walk(in, schema.getTypes().get(index(in, schema.getTypes().size(), "union branch")));
            case ENUM -> index(in, schema.getEnumSymbols().size(), "symbol of " + schema.getName());
            case FIXED -> in.skip(schema.getFixedSize());
            case STRING, BYTES -> in.skip(in.readLong());
            case DOUBLE -> in.skip(Double.BYTES);
            case FLOAT -> in.skip(Float.BYTES);
            case LONG -> in.readLong();
            case INT -> in.readInt();
            case BOOLEAN -> readBoolean(in);
            case NULL -> {
            }
            case MAP -> throw new UnreadableRecordException("a map, which no schema of ours holds");
        }
    }

    private static int index(AvroInput in, int size, String what) throws UnreadableRecordException {
        int index = in.readInt();
        if (index < 0 || index >= size) {
            throw new UnreadableRecordException("there is no " + what + " number " + index);
        }
        return index;
    }

    private static void readBoolean(AvroInput in) throws UnreadableRecordException {
        int value = in.readByte();
        if (value != 0 && value != 1) {
            throw new UnreadableRecordException("a boolean is 0 or 1; was " + value);
        }
    }

    private static int smallestSize(Schema schema) {
        return switch (schema.getType()) {
            case DOUBLE -> Double.BYTES;
            case FLOAT -> Float.BYTES;
            case FIXED -> schema.getFixedSize();
            case RECORD -> schema.getFields().stream().mapToInt(f -> smallestSize(f.schema())).sum();
            case NULL -> 0;
            case ARRAY, MAP, UNION, ENUM, STRING, BYTES, LONG, INT, BOOLEAN -> 1;
        };
    }
}
