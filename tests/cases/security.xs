run.job "Security" {
  main = { name: "ciphers" }
  env = ["TOKEN"]
}
---
function "ciphers" {
  stack {
    var $key { value = "0123456789abcdef0123456789abcdef" }
    var $sealed { value = "hello"|encrypt:"aes-256-cbc":$key:"fedcba9876543210"|base64_encode } //= "Q2nyUtEfyLk1S2lwg4e9gQ=="
    var $opened { value = $sealed|base64_decode|decrypt:"aes-256-cbc":$key:"fedcba9876543210" } //= "hello"

    security.encrypt {
      data = {card: "4111"}
      algorithm = "aes-256-gcm"
      key = $key
      iv = "123456789012"
    } as $bytes

    security.decrypt {
      data = $bytes
      algorithm = "aes-256-gcm"
      key = $key
      iv = "123456789012"
    } as $back //= "{\"card\":\"4111\"}"
  }

  response = $var
}
---
function "data that was changed" {
  stack {
    var $x { value = ("sixteen letters!")|decrypt:"aes-256-cbc":"k":"i" } //! `|decrypt` cannot open the data
  }

  response = $x
}
---
function "signed tokens" {
  stack {
    var $token { value = "hello"|jws_encode:{}:"a-secret":HS256 } //= "eyJhbGciOiJIUzI1NiJ9.aGVsbG8.qUQ-3vfVeL466QN5wEJapEFF-aQHf4MzzAZ5T9Bw1Aw"
    var $text { value = $token|jws_decode:{}:"a-secret":HS256 } //= "hello"

    security.jws_encode {
      headers = {typ: "JWT"}
      claims = {sub: "1", roles: ["a", "b"]}
      key = $env.TOKEN
      signature_algorithm = "HS256"
      ttl = 60
    } as $signed

    security.jws_decode {
      token = $signed
      key = $env.TOKEN
      check_claims = {roles: "b"}
      signature_algorithm = "HS256"
      timeDrift = 0
    } as $claims
    var $lasts { value = $claims.exp - $claims.iat } //= 60

    try_catch {
      try {
        security.jws_decode {
          token = $signed
          key = "another secret"
          signature_algorithm = "HS256"
        } as $never
      }
      catch {
        var $caught { value = $error.message } //= "`security.jws_decode` refuses the token: it was changed, or signed with another key"
      }
    }
  }

  response = $var
}
---
function "a token that expired" {
  stack {
    security.jws_encode {
      claims = {exp: 1700000000}
      key = "k"
    } as $token
    security.jws_decode { //! `security.jws_decode` got a token that expired on 2023-11-14 at 22:13:20 UTC
      token = $token
      key = "k"
    } as $claims
  }

  response = $claims
}
---
function "encrypted tokens" {
  stack {
    var $text { value = "hello"|jwe_encode:{}:"a-secret-of-at-least-32-characters":"A256KW":"A256CBC-HS512"|jwe_decode:{}:"a-secret-of-at-least-32-characters":"A256KW":"A256CBC-HS512" } //= "hello"

    security.create_curve_key {
      curve = "P-256"
      format = "object"
    } as $key

    security.jwe_encode {
      headers = {}
      claims = {sub: "1"}
      key = $key
      key_algorithm = "ECDH-ES+A256KW"
      content_algorithm = "A256GCM"
      ttl = 0
    } as $sealed

    security.jwe_decode {
      token = $sealed
      key = $key
      check_claims = {sub: "1"}
      key_algorithm = "ECDH-ES+A256KW"
      content_algorithm = "A256GCM"
      timeDrift = 0
    } as $claims //= {"sub": "1"}
  }

  response = $var
}
---
function "keys" {
  stack {
    security.create_secret_key {
      bits = 256
      format = "object"
    } as $secret
    var $kind { value = $secret.kty ~ ($secret.k|strlen) } //= "oct43"

    security.create_rsa_key {
      bits = 2048
      format = "pem"
    } as $rsa
    var $rsa_text { value = $rsa|starts_with:"-----BEGIN PRIVATE KEY-----" } //= true
    security.jws_encode {
      claims = {}
      key = $rsa
      signature_algorithm = "PS256"
    } as $token
    var $open { value = $token|jws_decode:{}:$rsa:PS256 } //= {}
  }

  response = $var
}
---
function "tokens of users" {
  stack {
    security.create_auth_token {
      table = "user"
      extras = {role: "admin"}
      expiration = 86400
      id = 5
    } as $token
    var $parts { value = $token|split:"."|count } //= 5

    security.check_password {
      text_password = "secret"
      hash_password = "$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$aurh10zMd/5sQLeD/Fnc/DAYAx7DQSNItF585RF8IeE"
    } as $right //= true

    security.check_password {
      text_password = "Secret"
      hash_password = "$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$aurh10zMd/5sQLeD/Fnc/DAYAx7DQSNItF585RF8IeE"
    } as $wrong //= false
  }

  response = $var
}
---
function "nobody to make a token for" {
  stack {
    var $user { value = null }
    security.create_auth_token { //! needs an `id`, but got null; was the row found?
      table = "user"
      extras = {}
      expiration = 60
      id = $user|get:"id"
    } as $token
  }

  response = $token
}
---
function "covered ids" {
  stack {
    var $covered { value = 12345|secureid_encode:"my_salt" } //= "EtSoLw.qiSRNjORQfQ"
    var $id { value = $covered|secureid_decode:"my_salt" } //= 12345
  }

  response = $var
}
---
function "an id of another salt" {
  stack {
    var $id { value = 12345|secureid_encode:"my_salt"|secureid_decode:"other" } //! `|secureid_decode` cannot read this id
  }

  response = $id
}
---
function "what the check finds" {
  stack {
    security.encrypt { //? `security.encrypt` needs `iv`
      data = "x"
      algorithm = "aes-256-cbc"
      key = "k"
    } as $a
    var $b { value = "x"|encrypt:"aes-256-cbc":"k" } //? `encrypt` takes 3 arguments
    security.jws_decode {
      token = "x"
      key = "k"
      time_drift = 5 //? timeDrift
    } as $c
  }

  response = $a
}
