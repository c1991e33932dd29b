package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// runFaults is toxiproxy's server: proxies and toxics are made over its HTTP API.
func runFaults() {
	listen := flag.String("listen", "127.0.0.1:8474", "address of the HTTP API")
	flag.Parse()
	log := zerolog.New(os.Stderr).With().Timestamp().Logger()
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), log)
	if err := server.Listen(*listen); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	<-context.Background().Done()
}
