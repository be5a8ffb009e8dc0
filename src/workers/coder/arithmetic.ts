/** Products of matrices, and the memory that they work on. */
export interface Arithmetic {
  /**
   * Arrays of these lengths, zeroed. To be called once: the memory is made to measure.
   * @param columns the most that a product will have
   */
  allocate(lengths: readonly number[], columns: number): readonly Float32Array[];
  /**
   * y[rows, columns] = a[rows, inner] · b[inner, columns], y without gaps. All three are arrays of `allocate`, or
   * parts of them, and y overlaps neither other.
   */
  multiply(y: Float32Array, rows: number, columns: number, inner: number, a: Matrix, b: Matrix): void;
}

/** Element (i, j) lies at i · rowStep + j · columnStep. */
export interface Matrix {
  readonly values: Float32Array;
  readonly rowStep: number;
  readonly columnStep: number;
}

/** For browsers without SIMD in WebAssembly. */
export function plainArithmetic(): Arithmetic {
  return {
    allocate: (lengths) => lengths.map((length) => new Float32Array(length)),
    multiply(y, rows, columns, inner, a, b) {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let sum = 0;
          let p = i * a.rowStep;
          let q = j * b.columnStep;
          for (let k = 0; k < inner; k++, p += a.columnStep, q += b.rowStep)
            sum += (a.values[p] as number) * (b.values[q] as number);
          y[i * columns + j] = sum;
        }
      }
    },
  };
}
