#!/usr/bin/env bash
# PID 1 of a node, in network, mount and PID namespaces of its own: when it dies, so does the node.
# Arguments: the node's directory, its name, its address, and the kube binary.
set -uo pipefail
node=$1 name=$2 address=$3 kube=$4 logs=$5

# kubelet and containerd insist on some fixed paths; each node gets its own behind them.
mount -t tmpfs tmpfs /run
mkdir -p /run/lock
for directory in /var/lib/containerd /var/lib/kubelet /var/lib/cni /var/log/pods /var/log/containers; do
  mkdir -p "$directory" "$node/disk$directory"
  mount --bind "$node/disk$directory" "$directory"
done
mount --make-rshared / # volumes that pods share with their node

until ip -4 route show default | grep -q .; do sleep 0.02; done

# Like a service manager: what ends is started again.
keep() {
  local component=$1
  shift
  while :; do
    "$@" >>"$logs/$component.log" 2>&1
    echo "$component ended with $?; starting it again" >>"$logs/$component.log"
    sleep 1
  done
}

# Power off: everybody gets a SIGTERM and two seconds.
trap 'kill -TERM -1; sleep 2; exit 0' TERM

keep containerd containerd --config "$node/containerd.toml" &
until ctr version >/dev/null 2>&1; do sleep 0.05; done
keep kubelet "$kube" kubelet --config "$node/kubelet.json" --kubeconfig "$node/kubeconfig" \
  --node-ip "$address" --hostname-override "$name" &
keep proxy "$kube" proxy --config "$node/proxy.json" &
while :; do wait; done
