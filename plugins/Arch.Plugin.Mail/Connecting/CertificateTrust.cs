using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Arch.Plugin.Mail.Connecting;

/// <summary>Decides on a server's certificate and remembers why it was refused.</summary>
internal sealed class CertificateTrust : IDisposable
{
    private readonly X509Certificate2Collection? _roots;

    public CertificateTrust(string? pem)
    {
        if (pem is null)
        {
            return;
        }

        _roots = [];
        try
        {
            _roots.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw MailFailures.Input($"'ca_certificate' is no certificate in PEM form: {e.Message}", e);
        }

        if (_roots.Count == 0)
        {
            throw MailFailures.Input("'ca_certificate' has no certificate in PEM form.");
        }
    }

    /// <summary>Gets why the certificate was refused; <see langword="null"/> unless it was.</summary>
    public string? Refusal { get; private set; }

    public bool Check(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        Refusal = null;
        if (certificate is not X509Certificate2 own || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            Refusal = "the server showed none";
        }
        else if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            Refusal = $"it is for '{own.Subject}'";
        }
        else if (_roots is not null)
        {
            Refusal = CheckByRoots(own, sent, _roots);
        }
        else if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            Refusal = Reasons(sent);
        }

        return Refusal is null;
    }

    public void Dispose()
    {
        foreach (var root in _roots ?? [])
        {
            root.Dispose();
        }
    }

    private static string? CheckByRoots(X509Certificate2 own, X509Chain? sent, X509Certificate2Collection roots)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(roots);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));

        // Lists of revoked certificates and missing links would be fetched past the network that the host grants.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(own) ? null : Reasons(chain);
    }

    private static string Reasons(X509Chain? chain)
    {
        var reasons = (chain?.ChainStatus ?? []).Select(status => status.StatusInformation.Trim().TrimEnd('.')).Distinct().ToList();
        return reasons.Count == 0 ? "its chain is not complete" : string.Join("; ", reasons);
    }
}
