window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "created_at": "Tue May 14 10:00:00 +0000 2024", "full_text": "The council says the bridge stays shut until Friday.", "lang": "en"}}]
