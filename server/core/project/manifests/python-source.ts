// Reads Python sources for what a program does beside computing: files it writes, programs it starts, modules.

export interface PythonSource {
  /** It opens files to write, makes folders, keeps a database beside itself or saves what is uploaded. */
  readonly writes: boolean;
  /** Bare names of programs that it starts, `ffmpeg`. */
  readonly programs: readonly string[];
  /** It starts programs whose names it computes. */
  readonly computesPrograms: boolean;
  /** It imports tkinter, which slim images lack the libraries of. */
  readonly tkinter: boolean;
  /** It names the folder of installed packages or the interpreter by its path. */
  readonly fixedPath: boolean;
  readonly readsPyproject: boolean;
  /** Django's STATIC_ROOT as written; undefined where it is not set. */
  readonly staticRoot: string | undefined;
}

/** The largest source that is read, in characters. */
const longest = 400_000;

const writing =
  /\bopen\s*\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*,\s*(?:mode\s*=\s*)?["'][rb]*[wax+]|\.write_(?:text|bytes)\(|\bos\.(?:makedirs|mkdir|rename|replace|remove|unlink)\(|\.mkdir\(|\bshutil\.(?:copy\w*|move|rmtree)\(|sqlite|FileHandler\(|\.to_(?:csv|excel|json|parquet|pickle)\(|(?:pickle|joblib|json|yaml|torch|np|numpy)\.(?:dump|save\w*)\(|\.save\(\s*(?:os\.path|f?["']|path|file|img|image|dest|target|out)|UPLOAD_FOLDER|FileSystemStorage|MEDIA_ROOT|shelve\.|\bdbm\.|savefig\(|imwrite\(|urlretrieve\(|logging\.basicConfig\([^)]*filename|cache_dir|snapshot_download\(|hf_hub_download\(/;

const starting =
  /\b(?:subprocess\.\w+|Popen|check_output|check_call|run|call|os\.(?:system|popen|exec\w+|spawn\w+)|create_subprocess_(?:exec|shell)|shutil\.which|which)\s*\(\s*(?:\[\s*)?(?:(?:[rf]{0,2})(["'])([^"'\n]*)|(\S))/g;

/** Reads any text; a source that is too long counts as one that may write. */
export function readPythonSource(text: string): PythonSource {
  if (text.length > longest)
    return {
      writes: true,
      programs: [],
      computesPrograms: false,
      tkinter: false,
      fixedPath: false,
      readsPyproject: true,
      staticRoot: undefined,
    };
  const programs = new Set<string>();
  let computes = false;
  if (/subprocess|os\.(?:system|popen|exec|spawn)|shutil/.test(text))
    for (const [, , words, other] of text.matchAll(starting)) {
      const name = /^\s*([\w.+/-]+)/.exec(words ?? "")?.[1];
      if (name !== undefined) programs.add(name);
      else if (other !== undefined && /subprocess/.test(text)) computes = true;
    }
  return {
    writes: writing.test(text),
    programs: [...programs],
    computesPrograms: computes,
    tkinter: /^\s*(?:import|from)\s+(?:tkinter|Tkinter|turtle|pyautogui)\b/m.test(text),
    fixedPath: /\/usr\/local\/lib\/python|\/usr\/local\/bin\/(?!bash|sh\b)[a-z]/.test(text),
    readsPyproject: text.includes("pyproject"),
    staticRoot: /^\s*STATIC_ROOT\s*(?::\s*\w+\s*)?=\s*(.+)$/m.exec(text)?.[1],
  };
}
