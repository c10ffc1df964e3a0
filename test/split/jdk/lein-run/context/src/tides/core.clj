(ns tides.core
  (:gen-class)
  (:require [org.httpkit.server :as http]))

(defn -main [& _]
  (http/run-server (fn [_] {:status 200 :body "tides"}) {:port 8080}))
