package ai.tierup.dynamodb;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items that an earlier version of the code wrote. Later versions must still be able to read them. */
final class LegacyItems {

    static final List<Map<String, AttributeValue>> USAGE =
            List.of(item("""
            pk=S:A#acme#20261124 sk=S:U#d21npnm0000000011 account=S:acme allowanceUsed=N:6 candidate=S:north/alpha
            completionTokens=N:12 cost=N:100 createdAt=S:2026-11-24T12:00:00.001Z day=S:2026-11-24
            digest=S:CTbcRfpyFDDY9EC1d1Br_A durationMillis=N:1234 finishReason=S:stop firstTokenMillis=N:56
            keyId=S:key_7 outcome=S:ANSWERED overrun=N:3 pool=S:GRANT promptTokens=N:41 purse=S:GRANT
            reasoningTokens=N:5 stream=BOOL:true tier=N:3 tokenSource=S:REPORTED upstreamCost=N:99 version=N:17"""), item("""
            pk=S:A#acme#20261124 sk=S:U#d21npnm0000000022 account=S:acme allowanceUsed=N:0 candidate=S:east/beta
            completionTokens=N:8 cost=N:70 createdAt=S:2026-11-24T12:00:00.002Z day=S:2026-11-24
            digest=S:IfN5Yylk3F2sjJuYbHyw1Q durationMillis=N:900 finishReason=S:length firstTokenMillis=N:40
            keyId=S:key_7 outcome=S:ANSWERED overrun=N:0 pool=S:SUBSIDY promptTokens=N:9 purse=S:CASH
            reasoningTokens=N:0 stream=BOOL:false tier=N:2 tokenSource=S:COUNTED upstreamCost=N:80 version=N:18"""), item("""
            pk=S:A#acme#20261124 sk=S:U#d21npnm0000000033 account=S:acme allowanceUsed=N:0 candidate=S:north/gamma
            completionTokens=N:6 cost=N:60 createdAt=S:2026-11-24T12:00:00.003Z day=S:2026-11-24
            digest=S:9hzgjwqhWyngZ-eOkQu9BA durationMillis=N:800 finishReason=S:tool_calls firstTokenMillis=N:30
            keyId=S:key_8 outcome=S:ANSWERED overrun=N:0 pool=S:SUBSIDY promptTokens=N:7 purse=S:CASH
            reasoningTokens=N:1 stream=BOOL:true tier=N:4 tokenSource=S:REPORTED upstreamCost=N:55 version=N:19"""), item("""
            pk=S:A#acme#20261124 sk=S:U#d21npnm0000000044 account=S:acme allowanceUsed=N:11
            candidate=S:north/delta completionTokens=N:4 cost=N:0 createdAt=S:2026-11-24T12:00:00.004Z
            day=S:2026-11-24 digest=S:fEbkxF5K-OA0QPgYc-Vjyw durationMillis=N:700 finishReason=S:content_filter
            keyId=S:key_8 outcome=S:ANSWERED overrun=N:0 pool=S:TIER_1 promptTokens=N:5 purse=S:FREE
            reasoningTokens=N:0 stream=BOOL:true tier=N:1 tokenSource=S:REPORTED upstreamCost=N:2 version=N:20"""), item("""
            pk=S:A#acme#20261124 sk=S:U#d21npnm0000000055 account=S:acme allowanceUsed=N:0 candidate=S:east/beta
            completionTokens=N:0 cost=N:0 createdAt=S:2026-11-24T12:00:00.005Z day=S:2026-11-24
            digest=S:00QKMJFcZBNasiYxBn0J9w durationMillis=N:600 keyId=S:key_7 outcome=S:FAILED overrun=N:0
            pool=S:SUBSIDY promptTokens=N:0 purse=S:CASH reasoningTokens=N:0 stream=BOOL:false tier=N:2
            tokenSource=S:NONE upstreamCost=N:0 version=N:21"""), item("""
            pk=S:A#acme#20261124 sk=S:U#d21npnm0000000066 account=S:acme allowanceUsed=N:0 candidate=S:north/alpha
            completionTokens=N:20 cost=N:90 createdAt=S:2026-11-24T12:00:00.006Z day=S:2026-11-24
            digest=S:njZoKqV26_hcQzcjyAkNww firstTokenMillis=N:50 keyId=S:key_7 outcome=S:EXPIRED overrun=N:30
            pool=S:SUBSIDY promptTokens=N:30 purse=S:CASH reasoningTokens=N:10 stream=BOOL:true tier=N:3
            tokenSource=S:CHECKPOINT upstreamCost=N:120 version=N:22"""), item("""
            pk=S:A#acme#20261124 sk=S:U#d21npnm0000000077 account=S:acme allowanceUsed=N:0 completionTokens=N:0
            cost=N:0 createdAt=S:2026-11-24T12:00:00.007Z day=S:2026-11-24 digest=S:Pdm7QP3InJO_cLPswthHmQ
            outcome=S:EXPIRED overrun=N:500 pool=S:TIER_1 promptTokens=N:0 purse=S:FREE reasoningTokens=N:0
            tier=N:1 tokenSource=S:NONE upstreamCost=N:500 version=N:23"""));

    static final List<Map<String, AttributeValue>> CHECKPOINTS = List.of(item("""
            pk=S:CHECKPOINT#acme#d21npnm0000000013 allowanceUsed=N:7 candidate=S:north/alpha completionTokens=N:6
            cost=N:120 expiresAtEpochSecond=N:1795694400 firstTokenMillis=N:70 keyId=S:key_7 promptTokens=N:5
            reasoningTokens=N:2 stream=BOOL:true upstreamCost=N:99"""), item("""
            pk=S:CHECKPOINT#acme#d21npnm0000000020 allowanceUsed=N:0 candidate=S:east/beta completionTokens=N:0
            cost=N:0 expiresAtEpochSecond=N:1795694400 keyId=S:key_8 promptTokens=N:0 reasoningTokens=N:0
            stream=BOOL:false upstreamCost=N:0"""));

    static final List<Map<String, AttributeValue>> ANSWERS = List.of(item("""
            pk=S:IDEMPOTENCY#acme#d173e4d3f51af8a6531c2e0fd5502a1dbcf3965807952cf714b038e77e0aa6ad
            answer=B:eJxjZGBgEGBIYTBiMGTIYygA4lwGAzRoCFTDxlDCkMmQylDEoAviMy7izY1igAIWhmCGEAZ/hgAoXxNKM8JoEIOVwR2o+Q/DfYZUJqg4G0MyQyJDDhDGA2mQ+jQwWc0MN6CWAQBSBRAO
            claimedBy=S:d21npnm000000001 expiresAtEpochSecond=N:1795608000
            request=S:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"""), item("""
            pk=S:IDEMPOTENCY#acme#c6751844afdfb57829732124ccdd2c88e69f8b58e2d04821abc98ead011014db
            answer=B:eJxjZGBgEGBIYTBiMGTIYygA4lwGAzRoBFTDxlDCkMmQylDEoAviMy7izY1igAI2Bh8GVwY/BneGEAYPqJgWlGaC0owMAHRcCck=
            claimedBy=S:d21npnm000000002 expiresAtEpochSecond=N:1795608000
            request=S:dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986"""), item("""
            pk=S:IDEMPOTENCY#acme#36adb924e47198e9dfe0ce25b9ce3829742bff097efb3b40a86337eff9c7922d
            answer=B:eJxjZGBgEGBIYTBiMGTIYygA4lwGAzRoDFTDxlDCkMmQylDEoAviMy7izY0CCjMBMQMXQwiDPxD6MMQzODM4AmkfhmAGCNCG0sxQmpERSLAyuAMN+sNwnyGVCSrOxpDMkMiQA4TxQBqojiENTFbDNTLUMgAAZUoR5A==
            claimedBy=S:d21npnm000000003 expiresAtEpochSecond=N:1795608000
            request=S:084fed08b978af4d7d196a7446a86b58009e636b611db16211b65a9aadff29c5"""), item("""
            pk=S:IDEMPOTENCY#acme#462cd596bcf0eba0c08206959c5cb88eeb3ca52e497b0a69d6be1db0bc6d81b2
            answer=B:eJxjZGBgEGBIYTBiMGTIYygA4lwGAzRoAlTDxlDCkMmQylDEoAviMy7izY1igAI+BmcGfwY/hhAGVzAZz+DG4MngA+YHQdXoQGkWKM3ICCRYGdyBBv5huM+QygQVZ2NIZkhkyAHCeCANVMeQBiarmWEaGWoZACg5Ex4=
            claimedBy=S:d21npnm000000004 expiresAtEpochSecond=N:1795608000
            request=S:e52d9c508c502347344d8c07ad91cbd6068afc75ff6292f062a09ca381c89e71"""));

    static final List<Map<String, AttributeValue>> STATEMENTS = List.of(item("""
            pk=S:A#acme#S sk=S:20261124 GRANT_charged=N:20 GRANT_overrun=N:0 GRANT_requests=N:1 GRANT_spent=N:30
            GRANT_subsidy=N:10 SUBSIDY_charged=N:140 SUBSIDY_overrun=N:1 SUBSIDY_requests=N:2 SUBSIDY_spent=N:180
            SUBSIDY_subsidy=N:50 closing=N:9840 credits=N:10000 debits=N:160 digest=S:IThwMJk8WBj6D5U362-Iyg
            opening=N:0 previousHash=S: requests=N:3 version=N:17"""), item("""
            pk=S:A#acme#S sk=S:20261125 closing=N:9840 credits=N:0 debits=N:0 digest=S:OTQYkAN_Sz2483YWbiCPXQ
            opening=N:9840 previousHash=S:45a79c0c32ddddcca5afda2d3e1926888ea5988b155e664c5f47bd21f4096e51
            requests=N:0 version=N:18"""));

    private LegacyItems() {}

    /** @param attributes the attributes as {@code name=TYPE:value}, separated by white space */
    private static Map<String, AttributeValue> item(String attributes) {
        var item = new HashMap<String, AttributeValue>();
        for (var attribute : attributes.split("\\s+", -1)) {
            var nameEnd = attribute.indexOf('=');
            var typeEnd = attribute.indexOf(':', nameEnd);
            var value = attribute.substring(typeEnd + 1);
            item.put(
                    attribute.substring(0, nameEnd),
                    switch (attribute.substring(nameEnd + 1, typeEnd)) {
                        case "S" -> AttributeValue.fromS(value);
                        case "N" -> AttributeValue.fromN(value);
                        case "BOOL" -> AttributeValue.fromBool(Boolean.valueOf(value));
                        case "B" ->
                            AttributeValue.fromB(
                                    SdkBytes.fromByteArray(Base64.getDecoder().decode(value)));
                        default -> throw new IllegalArgumentException(attribute);
                    });
        }
        return Map.copyOf(item);
    }
}
