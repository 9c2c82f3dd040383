# The answers of KafkaEx. Keys on stdin, one a line, as hexadecimal; its version and the partition counts as arguments.
# One line a rule: label, TAB, its answers for a null key, TAB, its answers for every key. "-": it does not repeat itself.
alias KafkaEx.Producer.Partitioner

[version | counts] = System.argv()
counts = Enum.map(counts, &String.to_integer/1)
keys = IO.stream() |> Enum.map(&Base.decode16!(String.trim(&1), case: :lower))

repeated = fn place, key, n ->
  case Enum.uniq(for _ <- 1..32, do: place.assign_partition("t", key, "", n)) do
    [always] -> Integer.to_string(always)
    _ -> "-"
  end
end

for place <- [Partitioner.Default, Partitioner.Legacy] do
  null = Enum.map_join(counts, " ", &repeated.(place, nil, &1))
  answers = for key <- keys, n <- counts, do: Integer.to_string(place.assign_partition("t", key, "", n))
  IO.puts(["KafkaEx ", version, " ", inspect(place), "\t", null, "\t", Enum.join(answers, " ")])
end
