using NATS.Client.Core;
using NATS.NKeys;

namespace Arch.Plugin.Nats.Connections;

/// <summary>Turns the inputs into what the client proves itself with.</summary>
internal static class UserCredentials
{
    /// <exception cref="Sdk.StepException">nats_input: more than one way, or one that cannot be read.</exception>
    public static NatsAuthOpts Of(NatsSettings settings)
    {
        var ways = new[] { settings.Token, settings.User, settings.NkeySeed, settings.Creds }.Count(way => way is not null);
        if (ways > 1)
        {
            throw NatsFailures.Input("There is more than one of 'token', 'user', 'nkey_seed' and 'creds'; give one.");
        }

        if ((settings.User is null) != (settings.Password is null))
        {
            throw NatsFailures.Input("'user' and 'password' go together; give both.");
        }

        if (settings.NkeySeed is { } seed)
        {
            return new NatsAuthOpts { Seed = seed.Trim(), NKey = PublicKey(seed.Trim(), "nkey_seed") };
        }

        if (settings.Creds is { } creds)
        {
            var jwt = Block(creds, "NATS USER JWT");
            var key = Block(creds, "USER NKEY SEED");
            PublicKey(key, "creds");
            return new NatsAuthOpts { Jwt = jwt, Seed = key };
        }

        return new NatsAuthOpts { Token = settings.Token, Username = settings.User, Password = settings.Password };
    }

    private static string PublicKey(string seed, string input)
    {
        try
        {
            using var pair = KeyPair.FromSeed(seed);
            return pair.GetPublicKey();
        }
#pragma warning disable CA1031 // Whatever the library thinks of it: it is no seed, and the cause might show the secret
        catch (Exception)
#pragma warning restore CA1031
        {
            throw NatsFailures.Input($"The {input} holds no seed of an NKey (SU…).");
        }
    }

    private static string Block(string creds, string name)
    {
        var lines = creds.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var start = Array.FindIndex(lines, line => line.StartsWith('-') && line.Contains($"BEGIN {name}", StringComparison.Ordinal));
        return start >= 0 && start + 1 < lines.Length
            ? lines[start + 1]
            : throw NatsFailures.Input($"The creds hold no block '-----BEGIN {name}-----'.");
    }
}
