function "messages" {
  response = {
    en: { files: { "=0": "no files", one: "{n} file", other: "{n} files" } }
    de: { files: { one: "{n} Datei", other: "{n} Dateien" } }
    fr: { files: { one: "{n} fichier", other: "{n} fichiers" } }
    pl: { files: { one: "{n} plik", few: "{n} pliki", many: "{n} plików" } }
    ja: { files: { other: "ファイル{n}個" } }
  }
}
