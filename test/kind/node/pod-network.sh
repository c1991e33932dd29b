#!/bin/sh
# Does for a node what kindnet does, except for network policies: tells containerd how pods get their addresses, routes
# the pods of other nodes, and lets what leaves the cluster come from the node. NODE is its name, PODS all pods' range.
address='{.status.addresses[?(@.type=="InternalIP")].address}'
while :; do
  kubectl get nodes --output "jsonpath={range .items[*]}{.metadata.name} {.spec.podCIDR} $address{'\n'}{end}" >/tmp/nodes
  while read -r name range address_of_node; do
    if [ "$name" != "$NODE" ]; then
      [ -z "$address_of_node" ] || ip route replace "$range" via "$address_of_node"
    elif [ -n "$range" ] && [ ! -e /etc/cni/net.d/10-pods.conflist ]; then
      cat >/tmp/config <<END
{"cniVersion": "0.3.1", "name": "pods", "plugins": [
  {"type": "ptp", "ipMasq": false, "ipam": {
    "type": "host-local", "dataDir": "/run/cni-addresses",
    "ranges": [[{"subnet": "$range"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
END
      # containerd reads it as soon as it is there.
      cp /tmp/config /etc/cni/net.d/.config
      mv /etc/cni/net.d/.config /etc/cni/net.d/10-pods.conflist
    fi
  done </tmp/nodes
  set -- POSTROUTING -s "$PODS" ! -d "$PODS" -m addrtype ! --dst-type LOCAL -j MASQUERADE
  iptables -w -t nat -C "$@" 2>/dev/null || iptables -w -t nat -A "$@"
  sleep 2
done
