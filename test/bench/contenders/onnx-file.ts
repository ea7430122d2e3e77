import protobuf from 'protobufjs';

/** The subset of onnx.proto (https://github.com/onnx/onnx) for networks of fixed shapes. */
const { root } = protobuf.parse(
  `
  syntax = "proto3";
  message Model { int64 ir_version = 1; string producer_name = 2; Graph graph = 7; repeated Opset opset_import = 8; }
  message Opset { string domain = 1; int64 version = 2; }
  message Graph { repeated Node node = 1; string name = 2; repeated Tensor initializer = 5; repeated Value input = 11; repeated Value output = 12; }
  message Node { repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4; repeated Attribute attribute = 5; }
  message Attribute { string name = 1; int64 i = 3; repeated int64 ints = 8; int32 type = 20; }
  message Tensor { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; }
  message Value { string name = 1; Type type = 2; }
  message Type { TensorType tensor_type = 1; }
  message TensorType { int32 elem_type = 1; Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { int64 dim_value = 1; }
`,
  { keepCase: true },
);

const FLOAT = 1;
const INT64 = 7;
const INT_ATTRIBUTE = 2;
const INTS_ATTRIBUTE = 7;
const OPSET = 17;

type Shape = readonly number[];

const bytesOf = (values: Float32Array | BigInt64Array) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** Builds an ONNX file of fixed shapes, operation by operation. */
export class OnnxFile {
  private readonly node: object[] = [];
  private readonly initializer: object[] = [];
  private readonly input: object[] = [];
  private readonly output: object[] = [];
  private names = 0;

  /** Adds an input. @returns its name */
  addInput(name: string, shape: Shape): string {
    this.input.push(value(name, shape));
    return name;
  }

  /** Declares a result as an output. */
  addOutput(from: string, name: string, shape: Shape): void {
    this.node.push({ op_type: 'Identity', input: [from], output: [name], name });
    this.output.push(value(name, shape));
  }

  /** Adds a constant. @returns its name */
  weights(values: Float32Array, shape: Shape): string {
    const name = this.nextName();
    this.initializer.push({ name, dims: shape, data_type: FLOAT, raw_data: bytesOf(values) });
    return name;
  }

  /** Adds a constant, a list of integers. @returns its name */
  integers(values: readonly number[]): string {
    const name = this.nextName();
    const raw = bytesOf(BigInt64Array.from(values, BigInt));
    this.initializer.push({ name, dims: [values.length], data_type: INT64, raw_data: raw });
    return name;
  }

  /**
   * Adds an operation.
   * @param results number of its results
   * @returns the names of the results
   */
  operation(
    type: string,
    input: readonly string[],
    attributes: Readonly<Record<string, number | readonly number[]>> = {},
    results = 1,
  ): string[] {
    const output = Array.from({ length: results }, () => this.nextName());
    const attribute = Object.entries(attributes).map(([name, given]) =>
      typeof given === 'number' ? { name, type: INT_ATTRIBUTE, i: given } : { name, type: INTS_ATTRIBUTE, ints: given },
    );
    this.node.push({ op_type: type, input, output, name: output[0], attribute });
    return output;
  }

  /** Returns the encoded file. */
  bytes(): Uint8Array {
    const { node, initializer, input, output } = this;
    const model = root.lookupType('Model');
    const graph = { name: 'network', node, initializer, input, output };
    const file = { ir_version: 8, producer_name: 'pinna-bench', graph, opset_import: [{ domain: '', version: OPSET }] };
    return model.encode(model.create(file)).finish();
  }

  private nextName(): string {
    return `n${String(this.names++)}`;
  }
}

function value(name: string, shape: Shape): object {
  const dim = shape.map((size) => ({ dim_value: size }));
  return { name, type: { tensor_type: { elem_type: FLOAT, shape: { dim } } } };
}
