(defproject tides "0.1.0"
  :dependencies [[org.clojure/clojure "1.11.1"]
                 [http-kit "2.6.0"]]
  :main tides.core
  :profiles {:uberjar {:aot :all}}
  :uberjar-name "tides-standalone.jar")
