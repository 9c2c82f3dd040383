import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * What Kafka's and Java's own code makes of each key: keys on stdin, one a line, as hexadecimal.
 * Arguments: bootstrap servers, a topic to send the keys to, partition counts. Prints a line for each answer: its name, TAB,
 * a number a key.
 */
public final class KafkasOwn {
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        List<byte[]> keys = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))
            .lines().map(HexFormat.of()::parseHex).toList();
        print("Utils.murmur2", keys, Utils::murmur2);
        print("Arrays.hashCode", keys, Arrays::hashCode);
        print("String.hashCode", keys, key -> new String(key, StandardCharsets.UTF_8).hashCode());
        for (String count : Arrays.copyOfRange(arguments, 2, arguments.length)) {
            int partitions = Integer.parseInt(count);
            print("partitionForKey " + count, keys, key -> BuiltInPartitioner.partitionForKey(key, partitions));
        }
        print("KafkaProducer", sent(arguments[0], arguments[1], keys), RecordMetadata::partition);
        OUT.flush();
    }

    private static <T> void print(String name, List<T> all, ToIntFunction<T> answer) {
        OUT.print(name + "\t");
        OUT.print(all.stream().map(one -> Integer.toString(answer.applyAsInt(one))).collect(Collectors.joining(" ")));
        OUT.print("\n");
    }

    /** The keys as records of a producer that has only what it must be given. */
    private static List<RecordMetadata> sent(String bootstrapServers, String topic, List<byte[]> keys) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        List<RecordMetadata> landed = new ArrayList<>();
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (byte[] key : keys) sent.add(producer.send(new ProducerRecord<>(topic, key, new byte[0])));
            for (Future<RecordMetadata> one : sent) landed.add(one.get());
        }
        return landed;
    }
}
