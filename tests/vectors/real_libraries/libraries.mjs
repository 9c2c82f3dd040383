// The answers of the JavaScript clients. Keys on stdin, one a line, as hexadecimal; the partition counts as arguments.
// One line a rule: label, TAB, its answers for a null key, TAB, its answers for every key. "-": it does not repeat itself.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'

const require = createRequire(`${process.cwd()}/package.json`)
const counts = process.argv.slice(2).map(Number)
const keys = readFileSync(0, 'latin1').split('\n').slice(0, -1).map(line => Buffer.from(line, 'hex'))
const version = name => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version
const ids = n => Array.from({ length: n }, (_, i) => i)

const kafkajs = make => () => {
  const place = make()
  return (key, n) => place({ topic: 't', partitionMetadata: ids(n).map(id => ({ partitionId: id, leader: 1 })), message: { key } })
}
const platformatic = ({ Producer }, partitioner) => () => {
  const producer = new Producer({ clientId: 'c', bootstrapBrokers: ['localhost:9092'], partitioner })
  return (key, n) => [...producer.getSendTopicPartitions({ messages: [{ topic: 't', key, value: Buffer.alloc(0) }] }).get('t')][0] % n
}
const kafkaNode = Partitioner => () => {
  const partitioner = new Partitioner()
  return (key, n) => partitioner.getPartition(ids(n), key)
}
const noKafka = Partitioner => () => {
  const partitioner = new Partitioner()
  return (key, n) => partitioner.partition('t', ids(n), { key })
}

const platformatic1 = await import(`${process.cwd()}/node_modules/@platformatic/kafka/dist/index.js`)
const platformatic2 = await import(`${process.cwd()}/node_modules/platformatic2/dist/index.js`)
const node = require('kafka-node/lib/partitioner')
const rules = {
  [`kafkajs ${version('kafkajs')} DefaultPartitioner`]: kafkajs(require('kafkajs').Partitioners.DefaultPartitioner),
  [`kafkajs ${version('kafkajs')} LegacyPartitioner`]: kafkajs(require('kafkajs').Partitioners.LegacyPartitioner),
  [`kafkajs ${version('kafkajs1')} DefaultPartitioner`]: kafkajs(require('kafkajs1').Partitioners.DefaultPartitioner),
  [`kafkajs ${version('kafkajs1')} JavaCompatiblePartitioner`]: kafkajs(require('kafkajs1').Partitioners.JavaCompatiblePartitioner),
  [`@platformatic/kafka ${version('@platformatic/kafka')} defaultPartitioner`]: platformatic(platformatic1),
  [`@platformatic/kafka ${version('@platformatic/kafka')} compatibilityPartitioner`]: platformatic(platformatic1, platformatic1.compatibilityPartitioner),
  [`@platformatic/kafka ${version('platformatic2')} defaultPartitioner`]: platformatic(platformatic2),
  [`@platformatic/kafka ${version('platformatic2')} compatibilityPartitioner`]: platformatic(platformatic2, platformatic2.compatibilityPartitioner),
  [`kafka-node ${version('kafka-node')} DefaultPartitioner`]: kafkaNode(node.DefaultPartitioner),
  [`kafka-node ${version('kafka-node')} CyclicPartitioner`]: kafkaNode(node.CyclicPartitioner),
  [`kafka-node ${version('kafka-node')} RandomPartitioner`]: kafkaNode(node.RandomPartitioner),
  [`kafka-node ${version('kafka-node')} KeyedPartitioner`]: kafkaNode(node.KeyedPartitioner),
  [`no-kafka ${version('no-kafka')} DefaultPartitioner`]: noKafka(require('no-kafka').DefaultPartitioner),
}

// The same key asked of 16 new partitioners, twice each: what is random, sticky or goes in turn gives itself away.
function repeated (fresh, key, n) {
  const answers = new Set()
  for (let i = 0; i < 16; i++) {
    const place = fresh()
    answers.add(place(key, n)).add(place(key, n))
  }
  return answers.size === 1 ? [...answers][0] : '-'
}

for (const [label, fresh] of Object.entries(rules)) {
  const place = fresh()
  const once = repeated(fresh, Buffer.from('user-42'), 1000) !== '-'
  const empty = counts.map(n => repeated(fresh, Buffer.alloc(0), n))
  const answers = keys.map(key => (key.length ? counts.map(n => (once ? place(key, n) : '-')) : empty).join(' '))
  process.stdout.write([label, counts.map(n => repeated(fresh, null, n)).join(' '), answers.join(' ')].join('\t') + '\n')
}
