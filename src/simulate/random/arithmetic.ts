/**
 * Logarithm and exponential from additions, multiplications and divisions alone, which IEEE 754 fixes to the last bit.
 * `Math.log` and `Math.exp` may differ between browsers and their versions, and the same seed is to give the same
 * numbers anywhere. After fdlibm's e_log.c and e_exp.c (Sun Microsystems, 1993): errors below one unit in the last place.
 */
const bits = new DataView(new ArrayBuffer(8));
const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;

/** Natural logarithm of a positive, finite, normal number. */
export function log(x: number): number {
  bits.setFloat64(0, x);
  let high = bits.getInt32(0);
  let k = (high >> 20) - 1023;
  high &= 0x000fffff;
  // The mantissa between √½ and √2.
  const i = (high + 0x95f64) & 0x100000;
  bits.setInt32(0, high | (i ^ 0x3ff00000));
  k += i >> 20;
  const f = bits.getFloat64(0) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const even =
    z *
    (0.6666666666666735 +
      w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + odd + even) + k * ln2Low) - f);
}

/** e to the power of x; 0 and infinity where that leaves the normal numbers. */
export function exp(x: number): number {
  if (x > 709) return Infinity;
  if (x < -708) return 0;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  bits.setInt32(0, (k + 1023) << 20);
  bits.setInt32(4, 0);
  return y * bits.getFloat64(0);
}
