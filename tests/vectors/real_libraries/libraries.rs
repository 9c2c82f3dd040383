// The answers of kafka-rust. Keys on stdin, one a line, as hexadecimal; a broker whose topics t3, t8 ... have as many
// partitions, kafka-rust's version and the partition counts as arguments: its partitioner learns counts from a broker only.
// One line: label, TAB, its answers for a null key, TAB, its answers for every key. "-": it does not repeat itself.
use kafka::client::ProduceMessage;
use kafka::producer::{DefaultPartitioner, Partitioner, Producer, Record, RequiredAcks, Topics};
use std::io::BufRead;
use std::sync::{Arc, Mutex};

struct Watched(DefaultPartitioner, Arc<Mutex<Vec<i32>>>);

impl Partitioner for Watched {
    fn partition(&mut self, topics: Topics<'_>, message: &mut ProduceMessage<'_, '_>) {
        self.0.partition(topics, message);
        self.1.lock().unwrap().push(message.partition);
    }
}

/// The partitions of these keys, whatever becomes of the records.
fn partitions(producer: &mut Producer<Watched>, seen: &Arc<Mutex<Vec<i32>>>, topic: &str, keys: &[Vec<u8>]) -> Vec<i32> {
    let records: Vec<_> = keys.iter().map(|key| Record::from_key_value(topic, key.as_slice(), "v")).collect();
    seen.lock().unwrap().clear();
    if let Err(problem) = producer.send_all(&records) {
        eprintln!("{topic}: {problem}");
    }
    seen.lock().unwrap().clone()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let keys: Vec<Vec<u8>> = std::io::stdin().lock().lines().map(Result::unwrap)
        .map(|line| (0..line.len()).step_by(2).map(|i| u8::from_str_radix(&line[i..i + 2], 16).unwrap()).collect())
        .collect();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let mut producer = Producer::from_hosts(vec![arguments[0].clone()])
        .with_required_acks(RequiredAcks::One)
        .with_partitioner(Watched(DefaultPartitioner::default(), seen.clone()))
        .create()
        .expect("a broker");
    let mut columns: Vec<Vec<String>> = Vec::new();
    for count in &arguments[2..] {
        let topic = format!("t{count}");
        // An empty key is asked 32 times: what goes in turn gives itself away.
        let mut empty = partitions(&mut producer, &seen, &topic, &vec![Vec::new(); 32]);
        empty.dedup();
        let empty = if empty.len() == 1 { empty[0].to_string() } else { "-".to_string() };
        let placed = partitions(&mut producer, &seen, &topic, &keys);
        columns.push(keys.iter().zip(&placed).map(|(key, partition)| {
            if key.is_empty() { empty.clone() } else { partition.to_string() }
        }).collect());
    }
    let rows = (0..keys.len()).map(|row| columns.iter().map(|column| column[row].as_str()).collect::<Vec<_>>().join(" "));
    let null = vec!["-"; columns.len()].join(" "); // an empty key is no key to it
    println!("kafka-rust {} DefaultPartitioner\t{null}\t{}", arguments[1], rows.collect::<Vec<_>>().join(" "));
}
