// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.diskmill.replication.PlanException;
import org.diskmill.replication.RuleCode;
import org.diskmill.replication.ingest.setting.Settings;

/**
 * Which addresses images may be fetched from.
 *
 * <p>A name is judged by every address that it resolves to, so that a public name for a private machine
 * is of no use. Safe for use by many threads.
 *
 * @param schemes {@code http}, {@code https} or both
 * @param ports that may be used, those implied by the scheme included
 * @param hosts whose names may be used; empty for any
 * @param privateAddresses whether addresses that are not of the public internet may be used
 */
public record UriPolicy(
    Set<String> schemes, Set<Integer> ports, Set<String> hosts, boolean privateAddresses) {
  private static final String PREFIX = "import.uri.";
  private static final String PRIVATE_ADDRESSES = PREFIX + "private-addresses";
  private static final Set<String> NAMES =
      Set.of(PREFIX + "schemes", PREFIX + "ports", PREFIX + "hosts", PRIVATE_ADDRESSES);
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  public UriPolicy {
    schemes = Set.copyOf(schemes);
    ports = Set.copyOf(ports);
    hosts = Set.copyOf(hosts);
    if (!Set.of("http", "https").containsAll(schemes)) {
      throw new IllegalArgumentException("schemes: " + schemes + ": only http and https are known");
    }
  }

  /** http and https on their own ports, from any machine of the public internet. */
  public static UriPolicy defaults() {
    return new UriPolicy(Set.of("http", "https"), Set.of(HTTP_PORT, HTTPS_PORT), Set.of(), false);
  }

  /**
   * The policy that a configuration asks for: {@code import.uri.schemes}, {@code import.uri.ports} and
   * {@code import.uri.hosts}, each a list with commas, and {@code import.uri.private-addresses}. Any
   * other {@code import.uri.…} is an error.
   */
  public static UriPolicy of(Map<String, String> settings) throws IOException {
    boolean privateAddresses = Settings.of(settings, PREFIX, NAMES).flag(PRIVATE_ADDRESSES);
    UriPolicy usual = defaults();
    Set<Integer> ports = new TreeSet<>();
    for (String port : list(settings, "ports")) {
      try {
        ports.add(Integer.parseInt(port));
      } catch (NumberFormatException malformed) {
        throw new IOException(PREFIX + "ports: " + port + " is no number", malformed);
      }
    }
    Set<String> schemes = list(settings, "schemes");
    return new UriPolicy(
        schemes.isEmpty() ? usual.schemes : schemes,
        ports.isEmpty() ? usual.ports : ports,
        list(settings, "hosts"),
        privateAddresses);
  }

  private static Set<String> list(Map<String, String> settings, String name) {
    Set<String> values = new TreeSet<>();
    for (String value : settings.getOrDefault(PREFIX + name, "").split(",", -1)) {
      if (!value.isBlank()) {
        values.add(value.strip().toLowerCase(Locale.ROOT));
      }
    }
    return values;
  }

  /**
   * Insists that an address may be fetched from now.
   *
   * @throws PlanException URI_DENIED, with the reason
   */
  public void require(URI uri) throws IOException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (!schemes.contains(scheme)) {
      throw denied(uri, "the scheme is '" + scheme + "', allowed are " + new TreeSet<>(schemes));
    }
    if (host == null || host.isEmpty()) {
      throw denied(uri, "it names no host");
    }
    if (uri.getUserInfo() != null) {
      throw denied(uri, "it carries credentials, which would end up in records");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("http") ? HTTP_PORT : HTTPS_PORT;
    if (!ports.contains(port)) {
      throw denied(uri, "the port is " + port + ", allowed are " + new TreeSet<>(ports));
    }
    if (!hosts.isEmpty() && !hosts.contains(host.toLowerCase(Locale.ROOT))) {
      throw denied(uri, "the host is none of " + new TreeSet<>(hosts));
    }
    if (!privateAddresses) {
      requirePublic(uri, host);
    }
  }

  private static void requirePublic(URI uri, String host) throws IOException {
    // The connection that follows looks the name up again, and gets what was judged here only
    // because
    // the JDK remembers it for a while.
    if ("0".equals(Security.getProperty("networkaddress.cache.ttl"))) {
      throw denied(uri, "networkaddress.cache.ttl is 0, so a name could change its address");
    }
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException unknown) {
      throw new IOException(withoutQuery(uri) + ": the host is not known", unknown);
    }
    for (InetAddress address : addresses) {
      if (!PublicAddresses.contains(address)) {
        throw denied(
            uri,
            "the address is " + address.getHostAddress()
                + ", which is not of the public internet; import.uri.private-addresses allows it");
      }
    }
  }

  private static PlanException denied(URI uri, String why) {
    return new PlanException(RuleCode.URI_DENIED, withoutQuery(uri) + ": " + why);
  }

  /** Queries and user names carry secrets, which messages must not. */
  static String withoutQuery(URI uri) {
    if (uri.getScheme() == null || uri.getHost() == null) {
      return uri.getPath() == null ? uri.getScheme() + ":…" : uri.getPath();
    }
    int port = uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + (port < 0 ? "" : ":" + port) + uri.getPath();
  }
}
