using System.Net;
using Arch.Plugin.Sql.Sessions;
using Arch.Sdk;
using Npgsql;

namespace Arch.Plugin.Sql.Postgres;

/// <summary>What makes connections to a server interchangeable.</summary>
internal sealed record PostgresSettings
{
    public required IPAddress Address { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string Database { get; init; }

    public required string User { get; init; }

    public required string? Password { get; init; }

    public required TlsMode Tls { get; init; }

    /// <summary>Gets the settings without an address.</summary>
    /// <exception cref="StepException">sql_input: something is missing, or belongs to the other engine.</exception>
    public static PostgresSettings Read(DatabaseInput input)
    {
        if (input.File is not null)
        {
            throw new StepException(Codes.Input, "'file' goes with engine: sqlite only.");
        }

        if (string.IsNullOrWhiteSpace(input.Host) || string.IsNullOrEmpty(input.User))
        {
            throw new StepException(Codes.Input, "engine: postgres needs 'host' and 'user'.");
        }

        return new PostgresSettings
        {
            Address = IPAddress.None,
            Host = input.Host,
            Port = input.Port,
            Database = string.IsNullOrEmpty(input.Database) ? input.User : input.Database,
            User = input.User,
            Password = input.Password,
            Tls = input.Tls,
        };
    }

    /// <summary>Makes the pool of connections. Nothing is taken from the environment of the host: neither passwords nor certificates.</summary>
    public NpgsqlDataSource CreateSource()
    {
        var builder = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder
        {
            Host = Address.ToString(), // the address that was checked; the name might have another one by now
            Port = Port,
            Database = Database,
            Username = User,
            SslMode = Tls switch { TlsMode.Verify => SslMode.VerifyFull, TlsMode.Unverified => SslMode.Require, _ => SslMode.Disable },
            GssEncryptionMode = GssEncryptionMode.Disable,
            ApplicationName = "arch",
            Timezone = "UTC",
            Options = "-c datestyle=ISO -c intervalstyle=iso_8601 -c bytea_output=hex -c standard_conforming_strings=on",
            Enlist = false,
            Timeout = 30,
            CommandTimeout = 0, // the step's own timeout counts
            CancellationTimeout = 2_000,
            MaxPoolSize = 20,
            ConnectionIdleLifetime = 60,
            ConnectionPruningInterval = 10,
            KeepAlive = 30,
        }.ConnectionString);
        var password = Password ?? "";
        builder.UsePasswordProvider(_ => password, (_, _) => ValueTask.FromResult(password));
        if (Tls != TlsMode.Off)
        {
            var host = Host;
            builder.UseSslClientAuthenticationOptionsCallback(options =>
            {
                options.TargetHost = host; // the certificate must name the host, not the address
                options.ClientCertificates = null;
            });
        }

        return builder.Build();
    }
}
