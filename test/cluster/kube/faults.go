package main

import (
	"flag"
	"os"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// runFaults is toxiproxy's server: proxies and toxics are made over its HTTP API.
func runFaults() {
	host := flag.String("host", "127.0.0.1", "address of the HTTP API")
	port := flag.String("port", "8474", "port of the HTTP API")
	flag.Parse()
	log := zerolog.New(os.Stderr).With().Timestamp().Logger()
	toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), log).Listen(*host, *port)
}
