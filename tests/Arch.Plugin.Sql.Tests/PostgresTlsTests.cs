using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Arch.Plugin.Sql.Queries;
using Arch.Plugin.Testing;
using Arch.Servers;

namespace Arch.Plugin.Sql.Tests;

public sealed class PostgresTlsTests(Postgres withoutTls) : IDisposable
{
    private readonly StepBench _bench = new(typeof(QueryStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Query_CertificateNobodyTrusts_IsTakenOnlyUnverified()
    {
        await using var server = await PostgresServer.StartAsync(Certificate(), cancellationToken: Token);

        var failure = await _bench.FailAsync("sql.query", Input(server.Port, "verify"), Token);
        var output = await _bench.RunAsync("sql.query", Input(server.Port, "unverified"), Token);

        failure.Code.ShouldBe("sql_tls");
        failure.Retryable.ShouldBeFalse();
        output.GetProperty("rows").GetRawText().ShouldBe("""[{"ssl":true}]""");
    }

    [Fact]
    public async Task Query_ServerWithoutTls_IsRefused() =>
        (await _bench.FailAsync("sql.query", Input(withoutTls.Port, "verify"), Token)).Code.ShouldBe("sql_tls");

    private static (string Certificate, string Key) Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static object Input(int port, string tls) => new
    {
        engine = "postgres",
        host = "localhost",
        port,
        user = PostgresServer.User,
        password = PostgresServer.Password,
        database = PostgresServer.Database,
        tls,
        sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()",
    };
}
