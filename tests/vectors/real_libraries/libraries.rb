# The answers of ruby-kafka. Keys on stdin, one a line, as hexadecimal; its version and the partition counts as arguments.
# One line a rule: label, TAB, its answers for a null key, TAB, its answers for every key. "-": it does not repeat itself.
require "kafka/partitioner"

Message = Struct.new(:key, :partition_key)
version, *counts = ARGV
counts = counts.map(&:to_i)
keys = $stdin.each_line.map { |line| [line.chomp].pack("H*") }

# The same key asked of 16 new partitioners, twice each.
repeated = lambda do |key, n|
  answers = 16.times.flat_map { place = Kafka::Partitioner.new; 2.times.map { place.call(n, Message.new(key)) } }.uniq
  answers.one? ? answers[0].to_s : "-"
end

place = Kafka::Partitioner.new
empty = counts.map { |n| repeated.call("", n) }
answers = keys.flat_map { |key| key.empty? ? empty : counts.map { |n| place.call(n, Message.new(key)).to_s } }
puts ["ruby-kafka #{version} Partitioner", counts.map { |n| repeated.call(nil, n) }.join(" "), answers.join(" ")].join("\t")
