// Go modules and packages that need cgo: without it they do not compile, or fail when they are used.
//
// Each was looked up in its own repository: `source` is the commit, and the folder whose files import "C".

export interface CgoModule {
  /** Import path without a major version: a module, or one package of it where the rest needs no cgo. */
  readonly path: string;
  readonly source: string;
  /** It brings or links C++, so the program needs libstdc++ as well. */
  readonly cxx?: true;
}

export const cgoModules: readonly CgoModule[] = [
  { path: "github.com/CosmWasm/wasmvm", source: "7e3c0743: internal/api" },
  { path: "github.com/DataDog/zstd", source: "869dae0: the root folder" },
  { path: "github.com/alexbrainman/odbc", source: "49e6b2b: api" },
  { path: "github.com/blevesearch/go-faiss", source: "7e2b7df: the root folder", cxx: true },
  { path: "github.com/bytecodealliance/wasmtime-go", source: "26d3649: the root folder" },
  { path: "github.com/ceph/go-ceph", source: "5eeb35d: rados" },
  { path: "github.com/chai2010/webp", source: "a13ac72: the root folder" },
  { path: "github.com/confluentinc/confluent-kafka-go", source: "b88333d: kafka" },
  { path: "github.com/coreos/go-systemd/sdjournal", source: "a5cf58b: sdjournal" },
  { path: "github.com/coreos/go-systemd/v22/sdjournal", source: "a5cf58b: sdjournal" },
  { path: "github.com/davidbyttow/govips", source: "1c56c96: vips" },
  { path: "github.com/go-gl/glfw", source: "0bd588d: v3.4/glfw" },
  { path: "github.com/go-vgo/robotgo", source: "e924f25: the root folder" },
  { path: "github.com/godror/godror", source: "84ab33f: the root folder" },
  { path: "github.com/google/gopacket/afpacket", source: "b7d9dbd: afpacket" },
  { path: "github.com/google/gopacket/pcap", source: "b7d9dbd: pcap" },
  { path: "github.com/h2non/bimg", source: "a14e08d: the root folder" },
  { path: "github.com/hraban/opus", source: "0188a62: the root folder" },
  { path: "github.com/ibmdb/go_ibm_db", source: "84ba578: api" },
  { path: "github.com/jmhodges/levigo", source: "ed89ec7: the root folder", cxx: true },
  { path: "github.com/lestrrat-go/libxml2", source: "3f0f7bd: clib" },
  { path: "github.com/libgit2/git2go", source: "4b14d29: the root folder" },
  { path: "github.com/libvirt/libvirt-go", source: "f3ff51d: the root folder" },
  { path: "github.com/linxGnu/grocksdb", source: "5fc3d82: the root folder", cxx: true },
  { path: "github.com/marcboeker/go-duckdb", source: "d87a366: the root folder", cxx: true },
  { path: "github.com/mattn/go-oci8", source: "e2cb162: the root folder" },
  { path: "github.com/mattn/go-sqlite3", source: "f9fc7aa: the root folder" },
  { path: "github.com/miekg/pkcs11", source: "9dd1a7f: the root folder" },
  { path: "github.com/mutecomm/go-sqlcipher", source: "25f68ad: the root folder" },
  { path: "github.com/otiai10/gosseract", source: "a3b1d1f: the root folder", cxx: true },
  { path: "github.com/pebbe/zmq4", source: "17bb8b5: the root folder" },
  { path: "github.com/pganalyze/pg_query_go", source: "41be2fe: parser" },
  { path: "github.com/seccomp/libseccomp-golang", source: "99ada23: the root folder" },
  { path: "github.com/smacker/go-tree-sitter", source: "dd81d9e: the root folder", cxx: true },
  { path: "github.com/supranational/blst", source: "dece82e: bindings/go" },
  { path: "github.com/tursodatabase/go-libsql", source: "43644db: the root folder" },
  { path: "github.com/valyala/gozstd", source: "98ed204: the root folder" },
  { path: "github.com/veandco/go-sdl2", source: "7f43f67: sdl" },
  // It loads ONNX Runtime, which is C++.
  { path: "github.com/yalue/onnxruntime_go", source: "8ce7fa5: the root folder", cxx: true },
  { path: "gocv.io/x/gocv", source: "6935b87: the root folder", cxx: true },
  { path: "gopkg.in/confluentinc/confluent-kafka-go.v1", source: "b88333d: kafka" },
  { path: "gopkg.in/gographics/imagick.v2", source: "fb2c7f3: imagick" },
  { path: "gopkg.in/gographics/imagick.v3", source: "fb2c7f3: imagick" },
  { path: "gorm.io/driver/sqlite", source: "31e8941: go.mod requires github.com/mattn/go-sqlite3" },
  { path: "rogchap.com/v8go", source: "cee5f84: the root folder", cxx: true },
];
