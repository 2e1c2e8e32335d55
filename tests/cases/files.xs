run.job "Files" {
  main = { name: "a file of a text" }
}
---
function "a file of a text" {
  stack {
    storage.create_file_resource {
      filename = "report.csv"
      filedata = "name,age\nAda,36\n\"Bo, jr\",4\n"
    } as $file

    storage.read_file_resource {
      value = $file
    } as $read

    var $name { value = $read.name } //= "report.csv"
    var $kind { value = [$file.type, $file.mime, $file.size] } //= ["text", "text/csv", 27]
    var $base64 { value = $read.data|slice:0:8|base64_encode } //= "bmFtZSxhZ2U="

    stream.from_csv {
      value = $file
      separator = ","
      enclosure = '"'
      escape_char = '"'
    } as $stream

    var $rows { value = [] } //= [{"name": "Ada", "age": "36"}, {"name": "Bo, jr", "age": "4"}]
    foreach ($stream) {
      each as $row {
        array.push $rows { value = $row }
      }
    }
  }

  response = $var|unset:"stream"
}
---
function "rows without a header" {
  stack {
    var $total { value = 0 } //= 36
    stream.from_csv {
      value = "Ada;36\nBo;x\n"
      headers = false
      separator = ";"
    } as $rows
    foreach ($rows) {
      each as $row {
        conditional {
          if ($row.1 == "x") {
            break
          }
        }
        math.add $total { value = $row.1 }
      }
    }
  }

  response = {total: $total}
}
---
function "lines of JSON" {
  stack {
    var $kinds { value = [] } //= ["click", "view"]
    stream.from_jsonl {
      value = "{\"type\":\"click\"}\n{\"type\":\"view\"}\n"
    } as $events
    foreach ($events) {
      each as $event {
        array.push $kinds { value = $event.type }
      }
    }
  }

  response = {kinds: $kinds}
}
---
function "a line that is no JSON" {
  stack {
    stream.from_jsonl {
      value = "1\n{"
    } as $events
    foreach ($events) { //! line 2 of the stream is not JSON
      each as $event {
        debug.log { value = $event }
      }
    }
  }
}
---
function "a stream is walked once" {
  stack {
    stream.from_csv {
      value = "a\n1\n"
    } as $rows
    foreach ($rows) {
      each as $row {
        debug.log { value = $row }
      }
    }
    foreach ($rows) { //! a stream can be walked once
      each as $row {
        debug.log { value = $row }
      }
    }
  }
}
---
function "an archive grows in place" {
  stack {
    zip.create_archive {
      filename = "export.zip"
    } as $archive

    zip.add_to_archive {
      archive = $archive
      files = [
        { path: "data/users.json", content: [1, 2]|json_encode }
        { path: "readme.txt", content: "old" }
      ]
    }

    storage.create_file_resource {
      filename = "readme.txt"
      filedata = "new"
    } as $readme

    zip.add_to_archive {
      zip = $archive
      file = $readme
    }

    zip.delete_from_archive {
      zip = $archive
      filename = "data/users.json"
    }

    zip.view_contents {
      zip = $archive
    } as $contents
    var $held { value = $contents|map:($$|unset:"compressed_size") } //= [{"path": "readme.txt", "name": "readme.txt", "size": 3}]

    storage.create_file_resource {
      filename = "copy.zip"
      filedata = $archive
    } as $copy

    zip.extract {
      zip = $copy
    } as $extracted

    var $text { value = $extracted.0.path ~ ": " ~ $extracted.0.content } //= "readme.txt: new"
  }

  response = {held: $held, text: $text}
}
---
function "a name that leads out of an archive" {
  stack {
    zip.create_archive {
      filename = "export.zip"
    } as $archive
    zip.add_to_archive { //! does not take the name "../x"
      zip = $archive
      file = "x"
      filename = "../x"
    }
  }
}
---
function "what is no file" {
  stack {
    storage.read_file_resource { //! needs a file, but got the text "(attach image file)"
      value = "(attach image file)"
    } as $file
  }
}
---
function "a picture that is none" {
  stack {
    storage.create_image { //! Invalid file extension
      value = { name: "a.pdf", data: "%PDF-1.7" }
      access = "private"
      filename = "a.pdf"
    } as $image
  }
}
---
function "where an address is" {
  stack {
    util.ip_lookup { //! GEOIP
      value = "123.234.99.22"
    } as $location
  }
}
