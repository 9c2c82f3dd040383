// The answers of the Go clients. Keys on stdin, one a line, as hexadecimal; the partition counts as arguments.
// One line a rule: label, TAB, its answers for a null key, TAB, its answers for every key. "-": it does not repeat itself.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"os"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/IBM/sarama"
	segmentio "github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type place func(key []byte, n int32) int32
type fresh func() place

func ofSarama(make sarama.PartitionerConstructor) fresh {
	return func() place {
		partitioner := make("t")
		return func(key []byte, n int32) int32 {
			message := &sarama.ProducerMessage{Topic: "t"}
			if key != nil {
				message.Key = sarama.ByteEncoder(key)
			}
			partition, err := partitioner.Partition(message, n)
			if err != nil {
				panic(err)
			}
			return partition
		}
	}
}

func ofKafkaGo(make func() segmentio.Balancer) fresh {
	return func() place {
		balancer := make()
		return func(key []byte, n int32) int32 {
			return int32(balancer.Balance(segmentio.Message{Key: key, Value: []byte("v")}, partitions[n]...))
		}
	}
}

func ofFranz(make func() kgo.Partitioner) fresh {
	return func() place {
		partitioner := make().ForTopic("t")
		return func(key []byte, n int32) int32 {
			record := &kgo.Record{Key: key, Value: []byte("v")}
			if by, ok := partitioner.(kgo.TopicBackupPartitioner); ok {
				return int32(by.PartitionByBackup(record, int(n), &idle{int(n), 0}))
			}
			return int32(partitioner.Partition(record, int(n)))
		}
	}
}

// idle is every partition with nothing buffered.
type idle struct{ n, next int }

func (i *idle) Next() (int, int64) { i.next++; return i.next - 1, 0 }
func (i *idle) Rem() int           { return i.n - i.next }

func sticky(hasher kgo.PartitionerHasher) fresh {
	return ofFranz(func() kgo.Partitioner { return kgo.StickyKeyPartitioner(hasher) })
}

func fnv1a(key []byte) uint32 { h := fnv.New32a(); h.Write(key); return h.Sum32() }

var partitions = map[int32][]int{}

func rules() map[string]fresh {
	s, k, f := version("IBM/sarama"), version("segmentio/kafka-go"), version("twmb/franz-go")
	return map[string]fresh{
		"sarama " + s + " NewHashPartitioner":                                ofSarama(sarama.NewHashPartitioner),
		"sarama " + s + " NewReferenceHashPartitioner":                       ofSarama(sarama.NewReferenceHashPartitioner),
		"sarama " + s + " NewConsistentCRCHashPartitioner":                   ofSarama(sarama.NewConsistentCRCHashPartitioner),
		"sarama " + s + " NewCustomHashPartitioner(crc32.NewIEEE)":           ofSarama(sarama.NewCustomHashPartitioner(crc32.NewIEEE)),
		"sarama " + s + " NewMurmur2Partitioner":                             ofSarama(sarama.NewMurmur2Partitioner),
		"sarama " + s + " NewRandomPartitioner":                              ofSarama(sarama.NewRandomPartitioner),
		"sarama " + s + " NewRoundRobinPartitioner":                          ofSarama(sarama.NewRoundRobinPartitioner),
		"kafka-go " + k + " RoundRobin":                                      ofKafkaGo(func() segmentio.Balancer { return &segmentio.RoundRobin{} }),
		"kafka-go " + k + " LeastBytes":                                      ofKafkaGo(func() segmentio.Balancer { return &segmentio.LeastBytes{} }),
		"kafka-go " + k + " Hash":                                            ofKafkaGo(func() segmentio.Balancer { return &segmentio.Hash{} }),
		"kafka-go " + k + " ReferenceHash":                                   ofKafkaGo(func() segmentio.Balancer { return &segmentio.ReferenceHash{} }),
		"kafka-go " + k + " CRC32Balancer":                                   ofKafkaGo(func() segmentio.Balancer { return segmentio.CRC32Balancer{} }),
		"kafka-go " + k + " CRC32Balancer{Consistent}":                       ofKafkaGo(func() segmentio.Balancer { return segmentio.CRC32Balancer{Consistent: true} }),
		"kafka-go " + k + " Murmur2Balancer":                                 ofKafkaGo(func() segmentio.Balancer { return segmentio.Murmur2Balancer{} }),
		"kafka-go " + k + " Murmur2Balancer{Consistent}":                     ofKafkaGo(func() segmentio.Balancer { return segmentio.Murmur2Balancer{Consistent: true} }),
		"franz-go " + f + " UniformBytesPartitioner(keys)":                   ofFranz(func() kgo.Partitioner { return kgo.UniformBytesPartitioner(64<<10, true, true, nil) }),
		"franz-go " + f + " UniformBytesPartitioner(no keys)":                ofFranz(func() kgo.Partitioner { return kgo.UniformBytesPartitioner(1, false, false, nil) }),
		"franz-go " + f + " StickyKeyPartitioner(nil)":                       sticky(nil),
		"franz-go " + f + " StickyKeyPartitioner(KafkaHasher(fnv1a))":        sticky(kgo.KafkaHasher(fnv1a)),
		"franz-go " + f + " StickyKeyPartitioner(SaramaHasher(fnv1a))":       sticky(kgo.SaramaHasher(fnv1a)),
		"franz-go " + f + " StickyKeyPartitioner(SaramaHasher(crc32))":       sticky(kgo.SaramaHasher(crc32.ChecksumIEEE)),
		"franz-go " + f + " StickyKeyPartitioner(SaramaCompatHasher(fnv1a))": sticky(kgo.SaramaCompatHasher(fnv1a)),
		"franz-go " + f + " RoundRobinPartitioner":                           ofFranz(kgo.RoundRobinPartitioner),
	}
}

func version(path string) string {
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		if module.Path == "github.com/"+path {
			return strings.TrimPrefix(module.Version, "v")
		}
	}
	panic(path)
}

// repeated asks 16 new partitioners twice each: what is random, sticky or goes in turn gives itself away.
func repeated(make fresh, key []byte, n int32) string {
	answers := map[int32]bool{}
	for i := 0; i < 16; i++ {
		place := make()
		answers[place(key, n)], answers[place(key, n)] = true, true
	}
	if len(answers) > 1 {
		return "-"
	}
	return strconv.Itoa(int(make()(key, n)))
}

func main() {
	var counts []int32
	for _, text := range os.Args[1:] {
		n, _ := strconv.Atoi(text)
		counts = append(counts, int32(n))
		for i := 0; i < n; i++ {
			partitions[int32(n)] = append(partitions[int32(n)], i)
		}
	}
	var keys [][]byte
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		key, _ := hex.DecodeString(lines.Text())
		keys = append(keys, key)
	}
	for label, make := range rules() {
		var null, empty, answers []string
		for _, n := range counts {
			null, empty = append(null, repeated(make, nil, n)), append(empty, repeated(make, []byte{}, n))
		}
		place, once := make(), repeated(make, []byte("user-42"), 1000) != "-"
		for _, key := range keys {
			for i, n := range counts {
				switch {
				case len(key) == 0:
					answers = append(answers, empty[i])
				case once:
					answers = append(answers, strconv.Itoa(int(place(key, n))))
				default:
					answers = append(answers, "-")
				}
			}
		}
		fmt.Printf("%s\t%s\t%s\n", label, strings.Join(null, " "), strings.Join(answers, " "))
	}
}
