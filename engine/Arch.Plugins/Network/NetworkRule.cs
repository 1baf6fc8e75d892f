using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Arch.Plugins.Network;

/// <summary>
/// A destination that may be connected to: <c>*</c> (all public addresses), <c>api.example.com</c>, <c>*.example.com</c> (all
/// names below), <c>10.1.2.3</c>, <c>10.0.0.0/8</c> or <c>[fd00::1]</c>, each with <c>:port</c> to allow that port alone.
/// </summary>
/// <remarks>
/// A rule with a name allows whatever address the name has, save link-local ones and others that clouds keep their metadata at:
/// these need a rule with the address, or with a range of nothing but link-local ones. A wider range leaves them out.
/// </remarks>
public sealed class NetworkRule
{
    private const string BelowPrefix = "*.";

    private static readonly IdnMapping Idn = new();

    private readonly string _text;
    private readonly string? _name;
    private readonly IPNetwork? _range;
    private readonly int? _port;

    private NetworkRule(string text, string? name, IPNetwork? range, int? port)
    {
        _text = text;
        _name = name;
        _range = range;
        _port = port;
    }

    /// <summary>Gets the rule that allows all public addresses.</summary>
    public static NetworkRule AnyPublic { get; } = new("*", null, null, null);

    /// <summary>Reads a rule.</summary>
    /// <param name="text">The rule as settings and manifests write it.</param>
    /// <param name="rule">The rule, when there is one.</param>
    /// <returns>Whether the text is a rule.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out NetworkRule? rule)
    {
        rule = null;
        var (destination, port) = SplitPort(text);
        if (port is < 1 or > 65535 || destination.Length == 0)
        {
            return false;
        }

        if (destination == "*")
        {
            rule = port is null ? AnyPublic : new NetworkRule(text, null, null, port);
            return true;
        }

        if (IPNetwork.TryParse(destination, out var range))
        {
            // An IPv4 address in the clothes of IPv6 is compared as IPv4, so that such a range would never match.
            rule = range.BaseAddress.IsIPv4MappedToIPv6 ? null : new NetworkRule(text, null, range, port);
        }
        else if (IPAddress.TryParse(destination, out var address))
        {
            rule = IsPlainlyWritten(address, destination) ? ForAddress(text, AddressRanges.Plain(address), port) : null;
        }
        else if (IsName(destination.StartsWith(BelowPrefix, StringComparison.Ordinal) ? destination[2..] : destination))
        {
            rule = new NetworkRule(text, NormalName(destination), null, port);
        }

        return rule is not null;
    }

    /// <summary>Gives the rule as it was written.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text;

    /// <summary>Gives a host name in the form that rules compare: lower case, without the dot at the end, in ASCII.</summary>
    internal static string NormalName(string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        try
        {
            return Ascii.IsValid(name) ? name : Idn.GetAscii(name);
        }
        catch (ArgumentException)
        {
            return name; // no name of DNS, which no look-up finds
        }
    }

    /// <summary>Tells whether the rule allows a name, whatever its address may be.</summary>
    internal bool MayAllow(string host, int port) => (_port is null || _port == port) && (_name is null || MatchesName(host));

    /// <summary>Tells whether the rule allows a destination.</summary>
    /// <param name="host">The name that was asked for, in normal form.</param>
    /// <param name="address">An address of it, as <see cref="AddressRanges.Plain"/> gives it.</param>
    /// <param name="port">The port.</param>
    internal bool Allows(string host, IPAddress address, int port)
    {
        if (_port is not null && _port != port)
        {
            return false;
        }

        return _range is { } range
            ? range.Contains(address) && (!AddressRanges.IsMetadata(address) || AddressRanges.IsMetadata(range.BaseAddress))
            : _name is null ? AddressRanges.IsPublic(address)
            : MatchesName(host) && !AddressRanges.IsMetadata(address);
    }

    private bool MatchesName(string host) => _name!.StartsWith(BelowPrefix, StringComparison.Ordinal)
        ? host.Length > _name.Length - 1 && host.EndsWith(_name[1..], StringComparison.Ordinal)
        : host == _name;

    private static (string Destination, int? Port) SplitPort(string text)
    {
        var colon = text.LastIndexOf(':');
        var isPort = colon > 0 && (text.IndexOf(':', StringComparison.Ordinal) == colon || text[colon - 1] == ']');
        var destination = isPort ? text[..colon] : text;
        if (destination.StartsWith('[') && destination.EndsWith(']') && destination.Contains(':', StringComparison.Ordinal))
        {
            destination = destination[1..^1];
        }

        int? port = !isPort ? null
            : int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : 0;
        return (destination, port);
    }

    private static NetworkRule ForAddress(string text, IPAddress plain, int? port) =>
        new(text, null, new IPNetwork(plain, plain.GetAddressBytes().Length * 8), port);

    // "8080" and "10.1" are addresses to the system, but hardly to whoever wrote them.
    private static bool IsPlainlyWritten(IPAddress address, string text) =>
        address.AddressFamily != AddressFamily.InterNetwork || address.ToString() == text;

    private static bool IsName(string text) =>
        Uri.CheckHostName(text) == UriHostNameType.Dns && !text.Contains('*', StringComparison.Ordinal);
}
