import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.util.JsonFormat;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.*;

/**
 * What real Java classes make of values. Questions on stdin, one JSON object a line; an answer a line: the bytes as
 * hexadecimal, null, or an object with "hex" and "headers".
 */
public final class Serializers {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            out.print(JSON.writeValueAsString(answer(JSON.readTree(line))) + "\n");
        }
        out.flush();
        System.exit(0); // Apicurio's client leaves threads behind
    }

    private static Object answer(JsonNode asked) throws Exception {
        String text = asked.path("text").isNull() ? null : asked.path("text").asText();
        return switch (asked.get("as").asText()) {
            case "charsets" -> Charset.availableCharsets().values().stream()
                .filter(Charset::canEncode).map(Charset::name).toList();
            case "string" -> hex(configured(new StringSerializer(), asked).serialize("t", text));
            case "every character" -> List.of(
                everyCharacter(Charset.forName(asked.get("charset").asText()), 0, 0x3400),
                everyCharacter(Charset.forName(asked.get("charset").asText()), 0x3400, 0x10000));
            case "uuid" -> hex(configured(new UUIDSerializer(), asked).serialize("t", UUID.fromString(text)));
            case "integer" -> hex(new IntegerSerializer().serialize("t", Integer.valueOf(text)));
            case "long" -> hex(new LongSerializer().serialize("t", Long.valueOf(text)));
            case "short" -> hex(new ShortSerializer().serialize("t", Short.valueOf(text)));
            case "float" -> hex(new FloatSerializer().serialize("t", Float.valueOf(text)));
            case "double" -> hex(new DoubleSerializer().serialize("t", Double.valueOf(text)));
            case "boolean" -> hex(new BooleanSerializer().serialize("t", Boolean.valueOf(text)));
            case "null" -> hex(new VoidSerializer().serialize("t", null));
            case "list" -> hex(list(asked.get("of").asText(), JSON.readTree(text)));
            case "avro" -> hex(avro(new Schema.Parser().parse(asked.get("schema").asText()), text));
            case "avro schema" -> new Schema.Parser().parse(text).toString();
            case "big-decimal" -> hex(bigDecimal(new BigDecimal(text)));
            case "decimal" -> hex(decimal(new BigDecimal(text), asked.get("scale").asInt()));
            case "protobuf" -> hex(message(asked, text).toByteArray());
            case "registry avro" -> registryAvro(asked, text);
            case "registry protobuf" -> registryProtobuf(asked, text);
            default -> throw new IllegalArgumentException(asked.toString());
        };
    }

    private static String hex(byte[] data) {
        return data == null ? null : HexFormat.of().formatHex(data);
    }

    /** SHA-256 over the hexadecimal bytes, a space after each, of all characters but halves of pairs and private ones. */
    private static String everyCharacter(Charset charset, int from, int to) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int code = from; code < to; code++) {
            if (code >= 0xd800 && code < 0xf900) continue;
            byte[] data = new String(Character.toChars(code)).getBytes(charset);
            digest.update((hex(data) + " ").getBytes(StandardCharsets.US_ASCII));
        }
        return hex(digest.digest());
    }

    private static <T> Serializer<T> configured(Serializer<T> serializer, JsonNode asked) {
        Map<String, String> settings = new HashMap<>();
        if (asked.has("charset")) settings.put("value.serializer.encoding", asked.get("charset").asText());
        serializer.configure(settings, false);
        return serializer;
    }

    private static byte[] list(String of, JsonNode items) {
        return switch (of) {
            case "integer" -> listed(new IntegerSerializer(), items, node -> node.asInt());
            case "long" -> listed(new LongSerializer(), items, node -> node.asLong());
            case "short" -> listed(new ShortSerializer(), items, node -> (short) node.asInt());
            case "float" -> listed(new FloatSerializer(), items, node -> (float) node.asDouble());
            case "double" -> listed(new DoubleSerializer(), items, node -> node.asDouble());
            case "uuid" -> listed(new UUIDSerializer(), items, node -> UUID.fromString(node.asText()));
            default -> listed(new StringSerializer(), items, node -> node.asText());
        };
    }

    private static <T> byte[] listed(Serializer<T> inner, JsonNode items, Function<JsonNode, T> value) {
        List<T> values = new ArrayList<>();
        for (JsonNode item : items) values.add(item.isNull() ? null : value.apply(item));
        return new ListSerializer<>(inner).serialize("t", values);
    }

    /** Avro's own JSON through its own decoder and its own encoder. */
    private static byte[] avro(Schema schema, String json) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(datum(schema, json), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Object datum(Schema schema, String json) throws Exception {
        return new GenericDatumReader<>(schema).read(null, DecoderFactory.get().jsonDecoder(schema, json));
    }

    private static byte[] bigDecimal(BigDecimal value) throws Exception {
        Schema schema = LogicalTypes.bigDecimal().addToSchema(Schema.create(Schema.Type.BYTES));
        return written(schema, new Conversions.BigDecimalConversion().toBytes(value, schema, LogicalTypes.bigDecimal()));
    }

    private static byte[] decimal(BigDecimal value, int scale) throws Exception {
        LogicalTypes.Decimal type = LogicalTypes.decimal(38, scale);
        Schema schema = type.addToSchema(Schema.create(Schema.Type.BYTES));
        return written(schema, new Conversions.DecimalConversion().toBytes(value, schema, type));
    }

    private static byte[] written(Schema schema, ByteBuffer bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        encoder.writeBytes(bytes);
        encoder.flush();
        return out.toByteArray();
    }

    /** "descriptors": a FileDescriptorSet in base64, the schema's own file last; "type": a message's full name. */
    private static DynamicMessage message(JsonNode asked, String json) throws Exception {
        Map<String, FileDescriptor> files = new HashMap<>();
        FileDescriptor last = null;
        var all = FileDescriptorSet.parseFrom(Base64.getDecoder().decode(asked.get("descriptors").asText()));
        for (var file : all.getFileList()) {
            var needed = file.getDependencyList().stream().map(files::get).toArray(FileDescriptor[]::new);
            last = FileDescriptor.buildFrom(file, needed);
            files.put(file.getName(), last);
        }
        DynamicMessage.Builder builder = DynamicMessage.newBuilder(found(last.getMessageTypes(), asked.get("type").asText()));
        JsonFormat.parser().merge(json, builder);
        return builder.build();
    }

    private static Descriptor found(List<Descriptor> types, String name) {
        for (Descriptor type : types) {
            if (type.getFullName().equals(name)) return type;
            Descriptor inner = found(type.getNestedTypes(), name);
            if (inner != null) return inner;
        }
        return null;
    }

    private static Object registryAvro(JsonNode asked, String text) throws Exception {
        Schema schema = new Schema.Parser().parse(asked.get("schema").asText());
        try (var serializer = new io.apicurio.registry.serde.avro.AvroKafkaSerializer<Object>()) {
            return sent(serializer, asked, datum(schema, text));
        }
    }

    private static Object registryProtobuf(JsonNode asked, String text) throws Exception {
        try (var serializer = new io.apicurio.registry.serde.protobuf.ProtobufKafkaSerializer<DynamicMessage>()) {
            return sent(serializer, asked, message(asked, text));
        }
    }

    private static <T> Object sent(Serializer<T> serializer, JsonNode asked, T value) {
        Map<String, Object> settings = new HashMap<>();
        asked.get("settings").fields().forEachRemaining(each -> settings.put(each.getKey(), each.getValue().asText()));
        serializer.configure(settings, asked.path("key").asBoolean());
        RecordHeaders headers = new RecordHeaders();
        ObjectNode answer = JSON.createObjectNode();
        answer.put("hex", hex(serializer.serialize(asked.get("topic").asText(), headers, value)));
        ObjectNode shown = answer.putObject("headers");
        for (Header header : headers) shown.put(header.key(), hex(header.value()));
        return answer;
    }
}
