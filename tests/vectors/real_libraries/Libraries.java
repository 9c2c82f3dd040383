import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;

/**
 * The answers of Kafka's own older clients, whichever are on the class path. Keys on stdin, one a line, as hexadecimal;
 * the version and the partition counts as arguments. One line a rule: label, TAB, its answers for a null key, TAB, its
 * answers for every key. "-": it does not repeat itself.
 */
public final class Libraries {
    interface Place { int of(byte[] key, int n) throws Exception; }

    static final Map<Integer, Cluster> CLUSTERS = new HashMap<>();
    static final Map<String, Callable<Place>> RULES = new LinkedHashMap<>();

    public static void main(String[] arguments) throws Exception {
        List<Integer> counts = Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList();
        List<byte[]> keys = new ArrayList<>();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) keys.add(HexFormat.of().parseHex(line));
        String label = "Kafka " + arguments[0] + " ";
        add(label + "producer.internals.Partitioner", "org.apache.kafka.clients.producer.internals.Partitioner", Libraries::first);
        add(label + "DefaultPartitioner", "org.apache.kafka.clients.producer.internals.DefaultPartitioner", Libraries::configured);
        add(label + "UniformStickyPartitioner", "org.apache.kafka.clients.producer.UniformStickyPartitioner", Libraries::configured);
        add(label + "RoundRobinPartitioner", "org.apache.kafka.clients.producer.RoundRobinPartitioner", Libraries::configured);
        add(label + "BuiltInPartitioner.partitionForKey", "org.apache.kafka.clients.producer.internals.BuiltInPartitioner", Libraries::builtIn);
        add(label + "Scala DefaultPartitioner, keys as String", "kafka.producer.DefaultPartitioner", type -> scala(type, true));
        add(label + "Scala DefaultPartitioner, keys as byte[]", "kafka.producer.DefaultPartitioner", type -> scala(type, false));
        add(label + "Scala ByteArrayPartitioner", "kafka.producer.ByteArrayPartitioner", type -> scala(type, false));
        add(label + "Streams DefaultStreamPartitioner", "org.apache.kafka.streams.processor.internals.DefaultStreamPartitioner", Libraries::streams);
        String windowed = "org.apache.kafka.streams.kstream.internals.WindowedStreamPartitioner";
        add(label + "Streams WindowedStreamPartitioner, time windows", windowed, type -> windowed(type, "Time", 8));
        add(label + "Streams WindowedStreamPartitioner, session windows", windowed, type -> windowed(type, "Session", 16));
        for (var rule : RULES.entrySet()) print(rule.getKey(), rule.getValue(), counts, keys);
    }

    interface Of { Place of(Class<?> type) throws Exception; }

    static void add(String label, String name, Of of) {
        try {
            Class<?> type = Class.forName(name);
            RULES.put(label, () -> of.of(type));
        } catch (ClassNotFoundException absent) {
            // another version's
        }
    }

    static void print(String label, Callable<Place> fresh, List<Integer> counts, List<byte[]> keys) throws Exception {
        boolean once = !repeated(fresh, "long enough for the key of a window".getBytes(), 1000).equals("-");
        List<String> nulls = new ArrayList<>(), empty = new ArrayList<>(), answers = new ArrayList<>();
        for (int n : counts) nulls.add(repeated(fresh, null, n));
        for (int n : counts) empty.add(repeated(fresh, new byte[0], n));
        Place place = fresh.call();
        for (byte[] key : keys) {
            if (key.length == 0) answers.addAll(empty);
            else for (int n : counts) answers.add(once ? text(place.of(key, n)) : "-");
        }
        System.out.println(label + "\t" + String.join(" ", nulls) + "\t" + String.join(" ", answers));
    }

    /** 16 new partitioners asked twice each: what is random, sticky or goes in turn gives itself away; "!" refuses. */
    static String repeated(Callable<Place> fresh, byte[] key, int n) throws Exception {
        Set<Integer> answers = new HashSet<>();
        try {
            for (int i = 0; i < 16; i++) {
                Place place = fresh.call();
                answers.add(place.of(key == null ? null : key.clone(), n));
                answers.add(place.of(key == null ? null : key.clone(), n));
            }
        } catch (Exception refusal) {
            return "!";
        }
        return answers.size() > 1 ? "-" : text(answers.iterator().next());
    }

    static String text(int partition) {
        return partition < 0 ? "-" : Integer.toString(partition);
    }

    static Place first(Class<?> type) throws Exception {
        Object partitioner = type.getConstructor().newInstance();
        var method = type.getMethod("partition", ProducerRecord.class, Cluster.class);
        return (key, n) -> (int) method.invoke(partitioner, new ProducerRecord<>("t", key, new byte[0]), cluster(n));
    }

    static Place configured(Class<?> type) throws Exception {
        Object partitioner = type.getConstructor().newInstance();
        type.getMethod("configure", Map.class).invoke(partitioner, Map.of());
        var method = type.getMethod("partition", String.class, Object.class, byte[].class, Object.class, byte[].class, Cluster.class);
        return (key, n) -> (int) method.invoke(partitioner, "t", key, key, null, null, cluster(n));
    }

    static Place builtIn(Class<?> type) throws Exception {
        var method = type.getMethod("partitionForKey", byte[].class, int.class);
        return (key, n) -> (int) method.invoke(null, key, n);
    }

    static Place scala(Class<?> type, boolean text) throws Exception {
        Object partitioner = type.getConstructors()[0].newInstance(new Object[] {null});
        var method = type.getMethod("partition", Object.class, int.class);
        return (key, n) -> text && !isText(key) ? -1 : (int) method.invoke(partitioner, text ? new String(key, StandardCharsets.UTF_8) : key, n);
    }

    /** Bytes that are not UTF-8 were no String: such a key is answered with "-". */
    static boolean isText(byte[] key) {
        return Arrays.equals(new String(key, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), key);
    }

    static Place streams(Class<?> type) throws Exception {
        Object serializer = Class.forName("org.apache.kafka.common.serialization.ByteArraySerializer").getConstructor().newInstance();
        Object partitioner = type.getConstructors()[0].newInstance(serializer);
        var method = Arrays.stream(type.getMethods()).filter(m -> m.getName().equals("partitions")).findFirst().orElseThrow();
        return (key, n) -> {
            var partitions = (java.util.Optional<?>) method.invoke(partitioner, "t", key, null, n);
            return (int) ((Set<?>) partitions.orElseThrow()).iterator().next();
        };
    }

    /** The key as Streams writes it: the base key and the window's own bytes, whatever they are. Shorter ones are none. */
    static Place windowed(Class<?> type, String kind, int bytes) throws Exception {
        String of = "org.apache.kafka.streams.kstream.";
        var inner = Class.forName("org.apache.kafka.common.serialization.ByteArraySerializer").getConstructor().newInstance();
        var window = Class.forName(of + "internals." + kind + "Window").getConstructor(long.class, long.class).newInstance(1L, 2L);
        var serializer = Arrays.stream(Class.forName(of + kind + "WindowedSerializer").getConstructors())
            .filter(make -> make.getParameterCount() == 1).findFirst().orElseThrow().newInstance(inner);
        var make = Class.forName(of + "Windowed").getConstructors()[0];
        var serialize = serializer.getClass().getMethod("serialize", String.class, make.getDeclaringClass());
        Object partitioner = type.getConstructors()[0].newInstance(serializer);
        var method = Arrays.stream(type.getMethods()).filter(m -> m.getName().equals("partitions")).findFirst().orElseThrow();
        return (key, n) -> {
            if (key.length < bytes) return -1;
            byte[] base = Arrays.copyOf(key, key.length - bytes);
            Object windowed = make.newInstance(base, window);
            byte[] written = (byte[]) serialize.invoke(serializer, "t", windowed);
            if (written.length != key.length) throw new IllegalStateException("" + written.length);
            return (int) ((Set<?>) ((java.util.Optional<?>) method.invoke(partitioner, "t", windowed, null, n)).orElseThrow()).iterator().next();
        };
    }

    static Cluster cluster(int n) {
        return CLUSTERS.computeIfAbsent(n, Libraries::newCluster);
    }

    static Cluster newCluster(int n) {
        try {
            Node node = new Node(1, "localhost", 9092);
            List<PartitionInfo> partitions = new ArrayList<>();
            for (int p = 0; p < n; p++) partitions.add(new PartitionInfo("t", p, node, new Node[] {node}, new Node[] {node}));
            for (Constructor<?> make : Cluster.class.getConstructors()) {
                switch (Arrays.stream(make.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(","))) {
                    case "Collection,Collection": return (Cluster) make.newInstance(List.of(node), partitions);
                    case "String,Collection,Collection,Set,Set":
                        return (Cluster) make.newInstance("c", List.of(node), partitions, Set.of(), Set.of());
                    default: break;
                }
            }
            throw new IllegalStateException(Arrays.toString(Cluster.class.getConstructors()));
        } catch (ReflectiveOperationException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
