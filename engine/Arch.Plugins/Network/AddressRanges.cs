using System.Net;
using System.Net.Sockets;

namespace Arch.Plugins.Network;

/// <summary>Tells public addresses from those of this machine, of private networks and of special purposes (RFC 6890).</summary>
internal static class AddressRanges
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    // All that IPv6 gives out for the internet as yet. What lies outside is for special purposes, or for ones to come.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] LinkLocal = [IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fe80::/10")];

    // Where clouds tell their machines who they are, in some cases outside of the link-local ranges.
    private static readonly IPAddress[] Metadata =
        [IPAddress.Parse("100.100.100.200"), IPAddress.Parse("192.0.0.192"), IPAddress.Parse("fd00:ec2::254")];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Gives the IPv4 address that an IPv6 address stands for (RFC 4291, 6052, 3056), or the address itself.</summary>
    public static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        return Nat64.Contains(address) ? new IPAddress(bytes.AsSpan(12))
            : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : address.ScopeId == 0 ? address
            : new IPAddress(bytes); // a zone is of no interest to the ranges, and IPNetwork would not find it in any
    }

    /// <summary>Tells whether an address that <see cref="Plain"/> gave is one of the public internet.</summary>
    public static bool IsPublic(IPAddress plain) =>
        (plain.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(plain))
        && !Array.Exists(Special, range => range.Contains(plain))
        && !Metadata.Contains(plain);

    /// <summary>Tells whether an address that <see cref="Plain"/> gave may serve a cloud's metadata.</summary>
    public static bool IsMetadata(IPAddress plain) =>
        Array.Exists(LinkLocal, range => range.Contains(plain)) || Metadata.Contains(plain);
}
