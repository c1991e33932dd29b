#!/bin/sh
# Makes a node of kind out of a Debian root, in which it runs: `setup.sh node`, then `setup.sh images LIST`. What kind's
# images/base/Dockerfile does, and `kind build node-image` after it. The files of images/base, the programs `kube` (of the
# test cluster), `node` and `crictl`, network.yaml and pod-network.sh are there already.
set -eu

# Programs of the node that its images have, too.
shared='/bin/sh /bin/cat /bin/cp /bin/mv /bin/sleep /usr/sbin/ip /usr/sbin/xtables-nft-multi'

# component NAME COMPONENT DIRECTORY: a program that is a component of kube
component() {
  printf '#!/bin/sh\nexec /usr/local/bin/kube %s "$@"\n' "$2" >"$3/$1"
  chmod 755 "$3/$1"
}

node() {
  # No services but those of a node.
  rm -f /lib/systemd/system/sysinit.target.wants/systemd-tmpfiles-setup.service
  rm -f /lib/systemd/system/multi-user.target.wants/* /etc/systemd/system/*.wants/*
  rm -f /lib/systemd/system/local-fs.target.wants/* /lib/systemd/system/basic.target.wants/*
  rm -f /lib/systemd/system/sockets.target.wants/*udev* /lib/systemd/system/sockets.target.wants/*initctl*
  echo 'ReadKMsg=no' >>/etc/systemd/journald.conf
  ln -sf /lib/systemd/systemd /sbin/init
  systemctl enable kubelet.service containerd.service undo-mount-hacks.service
  systemctl mask systemd-binfmt.service

  # Debian's programs, where kind looks for them.
  ln -s /usr/bin/containerd /usr/bin/ctr /usr/bin/containerd-shim-runc-v2 /usr/local/bin/
  mkdir -p /opt/cni /etc/kubernetes/manifests
  ln -s /usr/lib/cni /opt/cni/bin
  ctr oci spec |
    jq '.hooks.createContainer += [{path: "/kind/bin/mount-product-files.sh"}] | del(.process.rlimits)' \
      >/etc/containerd/cri-base.json
  # As kind does where the engine is rootless: a root without CAP_SYS_RESOURCE may not lower oom_score_adj either.
  sed -i 's/restrict_oom_score_adj = false/restrict_oom_score_adj = true/' /etc/containerd/config.toml

  ln -s /usr/local/bin/node /usr/bin/kubeadm
  component kubelet kubelet /usr/bin
  component kubectl kubectl /usr/bin

  # One image for all of Kubernetes; kubeadm says which program a container runs, except of CoreDNS.
  mkdir -p /image/usr/local/bin /image/tmp
  chmod 1777 /image/tmp
  cp /usr/local/bin/kube /image/usr/local/bin/
  cp /usr/local/bin/node /image/usr/local/bin/coredns
  mv /pod-network.sh /image/usr/local/bin/pod-network
  component kubectl kubectl /image/usr/local/bin
  component etcd etcd /image/usr/local/bin
  component kube-apiserver apiserver /image/usr/local/bin
  component kube-controller-manager controllers /image/usr/local/bin
  component kube-scheduler scheduler /image/usr/local/bin
  component kube-proxy proxy /image/usr/local/bin
  extensions=$(find /usr/lib/*/xtables -name '*.so')
  # shellcheck disable=SC2086 # lists
  cp --parents -L $shared $extensions $(ldd $shared $extensions | grep -o '/[^ :]*\.so[^ :]*' | sort -u) /image
  for name in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    ln -s xtables-nft-multi "/image/usr/sbin/$name"
  done
  tar --numeric-owner -cf /image.tar -C /image .
  rm -r /image
}

# The names in LIST are those that kubeadm asks for. /kube.tar is the image of all of them but the pause image.
images() {
  mount -t tmpfs tmpfs /run
  containerd --log-level error &
  until ctr version >/dev/null 2>&1; do sleep 0.1; done
  sandbox=$(sed -n 's/^ *sandbox_image = "\(.*\)"/\1/p' /etc/containerd/config.toml)
  for archive in /kube.tar /pause.tar; do ctr --namespace k8s.io images import --snapshotter overlayfs "$archive"; done
  pause=$(ctr --namespace k8s.io images list --quiet | grep busybox)
  ctr --namespace k8s.io images tag "$pause" "$sandbox"
  for name in "$@"; do
    case $name in */pause:*) continue ;; esac
    ctr --namespace k8s.io images tag localhost/clawbench-test/kube:1 "$name"
  done
  ctr --namespace k8s.io images list --quiet
  kill $!
  wait $! || true
  rm /kube.tar /pause.tar
  # A journal that is kept would be exported as a binary file.
  rm -rf /var/log/* /var/lib/apt/lists/* /var/cache/apt/*.bin /setup.sh
}

"$@"
